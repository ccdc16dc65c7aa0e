using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Checkups;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>What a status meeting of a programme may see: how those associations have moved that have said that they want to show it.</summary>
public sealed class MeetingCheckups(KemDb db, CheckupQuestions questions)
{
    /// <summary>The item of KEM's agenda under which it stands.</summary>
    public const string Item = "AG_KEM_3";

    /// <summary>Empty when nobody wants to show anything; null when no programme rests on the agreement, or on one that it took the place of.</summary>
    public async Task<IReadOnlyList<CheckupStory>?> OfAsync(CooperationAgreement agreement, AgreementHistory history, CancellationToken cancellationToken)
    {
        if (agreement.AgendaCode.Length == 0) return null;

        var line = history.Earlier.Select(earlier => earlier.Id).Append(agreement.Id).ToList();
        var programmes = await db.Programmes.AsNoTracking().Whole().Where(p => p.AgreementId != null && line.Contains(p.AgreementId.Value)).ToListAsync(cancellationToken);
        if (programmes.Count == 0) return null;

        var showing = programmes.SelectMany(programme => programme.ActiveMembers).Where(member => member.ShowsChange).ToList();
        var ids = showing.Select(member => member.Id).ToList();
        var checkups = (await db.Checkups.AsNoTracking().Where(c => ids.Contains(c.MemberId) && c.ClosedAt != null).ToListAsync(cancellationToken)).ToLookup(checkup => checkup.MemberId);

        return [.. showing.Select(member => CheckupStory.Of(member.Name, questions, checkups[member.Id])).OfType<CheckupStory>()];
    }
}
