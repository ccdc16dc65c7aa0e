using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kem.Match.Web.Domain.Ranking;

/// <summary>
/// A list of suggested partners that somebody was shown for a need (vist liste): what the ranking learns from, once it is
/// known whom the asker chose. It holds numbers and ids. There is no place in it for a person, a sentence or a reason.
/// </summary>
public sealed class ShownList
{
    /// <summary>Months that a list is kept; what was chosen longer ago says little about today.</summary>
    public const int MonthsKept = 36;

    private readonly List<ShownPartner> partners = [];

    /// <param name="needId">What partners were looked for.</param>
    /// <param name="askerId">Whose need it is.</param>
    /// <param name="model">The version of the model that ranked the list.</param>
    /// <param name="signalCodes">What the values of each row stand for, so that a row is understood when the signals have changed.</param>
    /// <param name="partners">Everybody on the page, in the order shown.</param>
    /// <param name="shownAt">When it was shown.</param>
    public ShownList(Guid needId, Guid askerId, string model, IEnumerable<string> signalCodes, IEnumerable<ShownPartner> partners, DateTimeOffset shownAt)
        : this(needId, askerId, model, shownAt, DanishTime.DayOf(shownAt))
    {
        SignalCodes = [.. signalCodes];
        this.partners.AddRange(partners);
        Content = Hash();
    }

    private ShownList(Guid needId, Guid askerId, string model, DateTimeOffset shownAt, DateOnly day) =>
        (NeedId, AskerId, Model, ShownAt, Day) = (needId, askerId, model, shownAt, day);

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid NeedId { get; private set; }
    public Guid AskerId { get; private set; }
    public string Model { get; private set; }
    public List<string> SignalCodes { get; private set; } = [];
    public DateTimeOffset ShownAt { get; private set; }
    public DateOnly Day { get; private set; }

    /// <summary>SHA-256 of model, partners and rows: the same page opened twice in a day is one list.</summary>
    public string Content { get; private set; } = "";

    public IReadOnlyList<ShownPartner> Partners => [.. partners.OrderBy(partner => partner.Rank)];

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Model} {string.Join(' ', SignalCodes)}"));

        foreach (var partner in partners)
        {
            hash.AppendData(partner.OrganisationId.ToByteArray());
            hash.AppendData(partner.Row);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>One partner of a <see cref="ShownList"/>, with its row of signals at that moment.</summary>
public sealed class ShownPartner
{
    public ShownPartner(int rank, Guid organisationId, IReadOnlyList<float> signals)
        : this(rank, organisationId)
    {
        Row = new byte[signals.Count * sizeof(float)];

        for (var i = 0; i < signals.Count; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(Row.AsSpan(i * sizeof(float)), signals[i]);
        }
    }

    private ShownPartner(int rank, Guid organisationId) => (Rank, OrganisationId) = (rank, organisationId);

    public Guid ListId { get; private set; }

    /// <summary>Where it stood on the page; 1 is best.</summary>
    public int Rank { get; private set; }

    public Guid OrganisationId { get; private set; }

    /// <summary>One little-endian 32-bit float for each signal; NaN where the need did not ask.</summary>
    public byte[] Row { get; private set; } = [];

    public float[] Signals() =>
        [.. Enumerable.Range(0, Row.Length / sizeof(float)).Select(i => BinaryPrimitives.ReadSingleLittleEndian(Row.AsSpan(i * sizeof(float))))];
}

/// <summary>A suggested partner that was ticked and held beside others (sammenlignet): a first sign of interest.</summary>
public sealed class ComparedPartner(Guid needId, Guid organisationId, DateOnly day)
{
    public Guid NeedId { get; private set; } = needId;
    public Guid OrganisationId { get; private set; } = organisationId;

    /// <summary>The first day it happened.</summary>
    public DateOnly Day { get; private set; } = day;
}
