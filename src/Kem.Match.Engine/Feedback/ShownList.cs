using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Feedback;

/// <summary>
/// A list of partners that a person was shown for a real need. Only this can become training data: a what-if list is
/// made of <see cref="Search.SearchHit"/>s, which carry no rows of signals, so there is no road from it to here.
/// </summary>
/// <param name="Id">This showing; a page that is opened twice is two lists.</param>
/// <param name="RequestId">The need.</param>
/// <param name="ModelId">The model that ranked it.</param>
/// <param name="Day">When it was shown.</param>
/// <param name="SignalCodes">What the values of each row are, so that a row is still understood when the table has changed.</param>
/// <param name="Partners">Everybody on the page, in the order shown.</param>
public sealed record ShownList(
    string Id,
    string RequestId,
    string ModelId,
    DateOnly Day,
    IReadOnlyList<string> SignalCodes,
    IReadOnlyList<ShownPartner> Partners)
{
    /// <summary>The codes of today's table, for a list that is shown now.</summary>
    public static IReadOnlyList<string> SignalCodesOfToday { get; } = [.. SignalTable.All.Select(s => s.Code)];
}

/// <summary>One partner on a list that was shown.</summary>
/// <param name="PartnerId">The organisation.</param>
/// <param name="Rank">Where it stood on the page; 1 is best.</param>
/// <param name="Signals">Its row at the time; NaN where the need did not ask.</param>
public sealed record ShownPartner(string PartnerId, int Rank, IReadOnlyList<float> Signals);
