using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Data;

/// <summary>Decides which mail carries the notice to a person who was written down by others.</summary>
public static class DataNotices
{
    /// <summary>Which of these have been told, each in a municipality.</summary>
    public static async Task<HashSet<(string Municipality, string Pseudonym)>> NoticesGivenAsync(this KemDb db, IReadOnlyCollection<string> pseudonyms) => pseudonyms.Count == 0 ? [] :
        [.. (await db.DataNotices.Where(n => n.GivenAt != null && pseudonyms.Contains(n.Address)).Select(n => new { n.MunicipalityCode, n.Address }).ToListAsync()).Select(n => (n.MunicipalityCode, n.Address))];

    /// <summary>
    /// True when this mail is the one. Asked inside the transaction that marks the mail as on its way: the row is locked first, so
    /// of two mails at the same moment one has it. A mail that has not got through leaves it to one that is quicker.
    /// </summary>
    public static async Task<bool> ClaimNoticeAsync(this KemDb db, OutgoingMail mail, string pseudonym, DateTimeOffset now)
    {
        var (id, town, claimedBy) = (Guid.CreateVersion7(), mail.MunicipalityCode, mail.Id);
        var row = db.DataNotices.Where(n => n.MunicipalityCode == town && n.Address == pseudonym);

        if (await row.AnyAsync(n => n.GivenAt != null)) return false;

        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "DataNotices" ("Id", "MunicipalityCode", "Address", "MailId") VALUES ({id}, {town}, {pseudonym}, {claimedBy}) ON CONFLICT DO NOTHING""");
        await row.ExecuteUpdateAsync(set => set.SetProperty(n => n.Address, pseudonym));

        var held = await row.AsNoTracking().SingleAsync();
        if (held.MailId == mail.Id) return held.GivenAt is null;
        if (held.GivenAt is not null || await MayHaveArrivedAsync(db, held.MailId, now)) return false;

        return await row.ExecuteUpdateAsync(set => set.SetProperty(n => n.MailId, claimedBy)) == 1;
    }

    /// <summary>The receiver's server has taken the mail, and the notice with it.</summary>
    public static Task MarkNoticeGivenAsync(this KemDb db, OutgoingMail mail, DateTimeOffset at) =>
        db.DataNotices.Where(n => n.MailId == mail.Id && n.GivenAt == null).ExecuteUpdateAsync(set => set.SetProperty(n => n.GivenAt, at));

    /// <summary>The mail never arrived, so the next one to this person carries the notice.</summary>
    public static Task GiveNoticeBackAsync(this KemDb db, OutgoingMail mail) =>
        db.DataNotices.Where(n => n.MailId == mail.Id).ExecuteDeleteAsync();

    private static Task<bool> MayHaveArrivedAsync(KemDb db, Guid mailId, DateTimeOffset now) => db.Outbox.AnyAsync(m => m.Id == mailId
        && (m.State == OutgoingMailState.Sent || m.UncertainAttempts > 0 || (m.State == OutgoingMailState.Waiting && m.UnderWaySince != null && m.ClaimedUntil > now)));
}
