using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue.Merging;

/// <summary>
/// Takes an organisation that exists no more out of use (nedlagt). It is deleted only when nothing points at it; otherwise
/// it stays readable wherever it took part.
/// </summary>
public sealed class OrganisationRetirement(KemDb db, Belongings belongings, ProposalClosing proposals, PartyDeparture departure, LifeEvidence evidence, TimeProvider clock)
{
    public async Task<RetirementPage> PageAsync(Organisation organisation, RetirementForm form, CancellationToken cancellationToken) => new(
        organisation, form,
        [.. (await belongings.CountAsync(organisation.Id, cancellationToken)).Where(kind => kind.Count > 0).Select(kind => DanishText.Count(kind.Count, kind.One, kind.Many))],
        await belongings.HasNoneAsync(organisation.Id, cancellationToken),
        await Running(organisation.Id).AsNoTracking().ToListAsync(cancellationToken),
        await RefusalsAsync(organisation, cancellationToken));

    public async Task<IReadOnlyList<string>> RefusalsAsync(Organisation organisation, CancellationToken cancellationToken)
    {
        if (!organisation.IsInUse) return [$"{organisation.Name} er allerede taget ud af kataloget."];

        var waiting = await db.Agreements.Where(a => a.State == AgreementState.OutForSignature && a.Parties.Any(p => p.OrganisationId == organisation.Id))
            .Select(a => a.Title).ToListAsync(cancellationToken);
        return [.. waiting.Select(title => $"»{title}« ligger til underskrift. Tag den tilbage først, og tag {organisation.Name} ud af den.")];
    }

    /// <summary>The agreements in force for which nobody has said what is to happen.</summary>
    public async Task<IReadOnlyList<CooperationAgreement>> UndecidedAsync(Guid organisationId, RetirementForm form, CancellationToken cancellationToken) =>
        [.. (await Running(organisationId).AsNoTracking().ToListAsync(cancellationToken)).Where(agreement => form.Fates.GetValueOrDefault(agreement.Id) is not (PartyFate.Leaves or PartyFate.Ends))];

    public async Task RetireAsync(Organisation organisation, RetirementForm form, string by, CancellationToken cancellationToken)
    {
        var (reason, on) = (form.Reason!.Trim(), form.On!.Value);
        await proposals.CloseAllOfAsync(organisation.Id, by, cancellationToken);

        foreach (var need in await db.Needs.Where(n => n.AskerId == organisation.Id && n.State != NeedState.Closed).ToListAsync(cancellationToken))
        {
            need.Close(clock.GetUtcNow());
        }

        foreach (var agreement in await Running(organisation.Id).ToListAsync(cancellationToken))
        {
            var party = agreement.PartyOf(organisation.Id)!;
            await evidence.PartyRetiredAsync(agreement, party, on, by, cancellationToken);
            await (form.Fates[agreement.Id] == PartyFate.Leaves
                ? departure.LeaveAsync(agreement, party, $"{party.Name} er nedlagt.", by, cancellationToken)
                : departure.EndAsync(agreement, $"{party.Name} er nedlagt.", by, cancellationToken));
        }

        foreach (var programme in await db.Programmes.Whole().Where(p => p.Members.Any(m => m.OrganisationId == organisation.Id && m.LeftOn == null)).ToListAsync(cancellationToken))
        {
            programme.Leave(programme.MemberOf(organisation.Id)!, on, clock.GetUtcNow());
        }

        organisation.Retire(reason, on);
        await db.SaveChangesAsync(cancellationToken);
    }

    private IQueryable<CooperationAgreement> Running(Guid organisationId) =>
        db.Agreements.Whole().Where(a => a.State == AgreementState.InForce && a.Parties.Any(p => p.OrganisationId == organisationId && p.LeavesOn == null)).OrderBy(a => a.CreatedAt);
}
