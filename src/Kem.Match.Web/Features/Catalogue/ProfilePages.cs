using System.Security.Claims;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Catalogue.Merging;
using Kem.Match.Web.Features.Proposals;
using Kem.Match.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>Puts together what one person may see of one organisation.</summary>
public sealed class ProfilePages(KemDb db, OrganisationMerging merging, Taxonomy taxonomy, TimeProvider clock)
{
    public async Task<ProfilePage> ShowAsync(Organisation organisation, ClaimsPrincipal user, PauseForm pause, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(user);
        var proposals = await ProposalsAsync(organisation.Id, user, cancellationToken);
        var agreements = await AgreementsAsync(organisation.Id, user, cancellationToken);

        return new ProfilePage
        {
            Organisation = organisation,
            Today = clock.Today(),
            About = ProfileText.FormOf(organisation, taxonomy) + (organisation.Place.Length > 0 ? $" i {organisation.Place}" : ""),
            Can = [.. Can(organisation)],
            Lacks = [.. organisation.Gaps.Select(gap => new Trait(taxonomy.GapLabel(gap), taxonomy.Competences.Contains(gap) ? "Vil gerne lære" : "Mangler"))],
            Boundaries = viewer.MaySeeBoundaries(organisation) ? [.. organisation.Boundaries.Select(taxonomy.BoundaryLabel)] : [],
            Relations = [.. agreements.Select(AboutAgreement), .. proposals.Where(p => p.State != ProposalState.Agreed).Select(p => AboutProposal(p, organisation, viewer))],
            OpenProposals = viewer.IsCoordinator ? proposals.Count(p => p.PartnerId == organisation.Id && p.IsOpen) : null,
            SuggestedContact = viewer.MayEdit(organisation) ? await SuggestedContactAsync(organisation, cancellationToken) : null,
            Merged = await MergedAsync(organisation, user, cancellationToken),
            IsOwn = viewer.IsOwn(organisation),
            IsCoordinator = viewer.IsCoordinator,
            MayEdit = viewer.MayEdit(organisation),
            MaySeeContact = viewer.MaySeeContact(organisation),
            Pause = pause,
        };
    }

    private async Task<List<MatchProposal>> ProposalsAsync(Guid organisationId, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await db.Proposals.VisibleTo(user).AsNoTracking().Include(p => p.Partner).Include(p => p.Need.Asker)
            .Where(p => p.PartnerId == organisationId || p.Need.AskerId == organisationId)
            .OrderByDescending(p => p.SentAt)
            .ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<MergedEntry>> MergedAsync(Organisation organisation, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().AddDays(-OrganisationMerge.DaysToUndo - 1);
        var merges = await db.OrganisationMerges.VisibleTo(user).AsNoTracking()
            .Where(m => m.KeptId == organisation.Id && m.UndoneAt == null && m.MergedAt > since)
            .OrderByDescending(m => m.MergedAt).ToListAsync(cancellationToken);
        var entries = new List<MergedEntry>();

        foreach (var merge in merges)
        {
            entries.Add(new MergedEntry(merge.Id, merge.RemovedName, merge.MergedAt, merge.MergedBy, await merging.WhyNotUndoAsync(merge, organisation, cancellationToken)));
        }

        return entries;
    }

    private Task<ProposalForward?> SuggestedContactAsync(Organisation organisation, CancellationToken cancellationToken) =>
        db.ProposalForwards.AsNoTracking()
            .Where(f => f.OrganisationId == organisation.Id && f.DecidedAt == null && f.ToEmail != organisation.ContactEmail)
            .OrderByDescending(f => f.ForwardedAt).FirstOrDefaultAsync(cancellationToken);

    private async Task<List<CooperationAgreement>> AgreementsAsync(Guid organisationId, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await db.Agreements.VisibleTo(user).AsNoTracking().Include(a => a.StatusMeetings).AsSplitQuery()
            .Where(a => a.Parties.Any(p => p.OrganisationId == organisationId))
            .OrderByDescending(a => a.CreatedAt)
            .ToListAsync(cancellationToken);

    private IEnumerable<Trait> Can(Organisation organisation)
    {
        (string Text, string Kind)[] lines =
        [
            (ProfileText.Line(taxonomy.TargetGroups.Labels(organisation.TargetGroups)), "Når disse mennesker"),
            (ProfileText.Line(taxonomy.Activities.Labels(organisation.Activities)), "Aktiviteter"),
            (ProfileText.Line(taxonomy.Languages.Labels(organisation.Languages)), "Sprog"),
        ];

        return lines.Where(line => line.Text.Length > 0).Select(line => new Trait(line.Text, line.Kind))
            .Concat(organisation.Competences.Select(code => new Trait(taxonomy.Competences.Label(code), HowWell(organisation, code))))
            .Concat(taxonomy.Resources.Labels(organisation.Resources).Select(label => new Trait(label, "Har og kan dele")));
    }

    private static string HowWell(Organisation organisation, string competence) =>
        organisation.Mastery.TryGetValue(competence, out var level) ? ProfileText.Words(level) : "Kan vise andre";

    private Relation AboutAgreement(CooperationAgreement agreement)
    {
        var next = agreement.NextMeeting is { } meeting ? $" Næste statusmøde {ProfileText.Day(meeting.On, clock.Today())}." : "";
        var (sign, state) = agreement.State switch
        {
            AgreementState.Draft => ("new", "Kladde"),
            AgreementState.OutForSignature => ("new", "Til underskrift"),
            AgreementState.Declined => ("late", "Ikke underskrevet"),
            AgreementState.Ended => ("pause", "Slut"),
            AgreementState.Expired => ("pause", "Udløbet"),
            AgreementState.Superseded => ("pause", "Afløst"),
            AgreementState.InForce when agreement.PauseOn(clock.Today()) is not null => ("pause", "På pause"),
            AgreementState.InForce => agreement.HealthOn(clock.Today()) switch
            {
                AgreementHealth.New => ("new", "Ny"),
                AgreementHealth.OnTime => ("ok", "Til tiden"),
                AgreementHealth.Late => ("late", "Forsinket"),
                AgreementHealth.Stalled => ("stop", "Gået i stå"),
            },
        };

        return new Relation(agreement.Title, $"/aftaler/{agreement.Id}", sign, state, $"Aftale til {ProfileText.Day(agreement.LastDay, clock.Today())}.{next}");
    }

    private Relation AboutProposal(MatchProposal proposal, Organisation organisation, Viewer viewer)
    {
        var other = proposal.PartnerId == organisation.Id ? proposal.Need.Asker : proposal.Partner;
        var (sign, state) = ProposalStateText.Of(proposal, seenByPartner: proposal.PartnerId == viewer.OrganisationId && !viewer.IsCoordinator);

        return new Relation($"Møde med {other.Name}", $"/forslag/{proposal.Id}", sign, state, $"{proposal.Need.Title.TrimEnd('.')}. Sendt {DanishText.Moment(proposal.SentAt, clock.GetUtcNow())}.");
    }
}
