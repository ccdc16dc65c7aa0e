using System.Globalization;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Administration;

/// <summary>Which mails to list, as the address of the page says it.</summary>
/// <param name="Tilstand">Only in this state.</param>
/// <param name="Usikre">Only those that may have arrived twice.</param>
/// <param name="Q">Words in the receiver's name or address or in the subject.</param>
/// <param name="Fra">Written on this day or later.</param>
/// <param name="Til">Written on this day or before.</param>
/// <param name="Side">The page, from 1.</param>
public sealed record MailSearch(OutgoingMailState? Tilstand = null, bool Usikre = false, string? Q = null, DateOnly? Fra = null, DateOnly? Til = null, int Side = 1)
{
    private const int LongestSearch = 200;

    public string Words => (Q ?? "").Trim() is var words && words.Length > LongestSearch ? words[..LongestSearch] : words;

    public int Page => Math.Clamp(Side, 1, 100_000);

    /// <summary>The address of a list that differs from this one.</summary>
    public string Address(string path = "/administration/udbakke") => path + string.Concat(Parts().Select((part, index) => (index == 0 ? "?" : "&") + part));

    /// <summary>The words and days apply to every state, so that the tabs can count.</summary>
    public IQueryable<OutgoingMail> WithoutState(IQueryable<OutgoingMail> mails)
    {
        if (Words.Length > 0)
        {
            var words = Words.ToLower(CultureInfo.GetCultureInfo("da-DK"));
#pragma warning disable CA1304, CA1311, CA1862 // Both databases translate this, and neither knows the overloads with a culture.
            mails = mails.Where(m => m.ToName.ToLower().Contains(words) || m.ToAddress.ToLower().Contains(words) || m.Subject.ToLower().Contains(words));
#pragma warning restore CA1304, CA1311, CA1862
        }

        if (Fra is { } first)
        {
            var from = DanishTime.At(first, TimeOnly.MinValue);
            mails = mails.Where(m => m.CreatedAt >= from);
        }

        if (Til is { } last && last < DateOnly.MaxValue)
        {
            var before = DanishTime.At(last.AddDays(1), TimeOnly.MinValue);
            mails = mails.Where(m => m.CreatedAt < before);
        }

        return mails;
    }

    public IQueryable<OutgoingMail> Of(IQueryable<OutgoingMail> mails) => WithoutState(mails)
        .Where(m => Tilstand == null || m.State == Tilstand)
        .Where(m => !Usikre || m.UncertainAttempts > 0)
        .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id);

    private IEnumerable<string> Parts()
    {
        if (Tilstand is { } state) yield return $"tilstand={state}";
        if (Usikre) yield return "usikre=true";
        if (Words.Length > 0) yield return $"q={Uri.EscapeDataString(Words)}";
        if (Fra is { } first) yield return $"fra={first:yyyy-MM-dd}";
        if (Til is { } last) yield return $"til={last:yyyy-MM-dd}";
        if (Page > 1) yield return $"side={Page.ToString(CultureInfo.InvariantCulture)}";
    }
}
