using Kem.Match.Engine;
using Kem.Match.Engine.Profiles;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Proposals.Letters;
using Kem.Match.Web.Features.Ranking;
using Kem.Match.Web.Features.Suggestions;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>Puts letters about a proposal in the outbox, to be saved together with the change they tell of.</summary>
public sealed class ProposalMail(
    KemDb db, AccessLinks links, PartnerCatalogue catalogue, CurrentRanking ranking, OutboxSettings outbox, TimeProvider clock)
{
    // A link lives on after the answer date, so that an answer can be looked at again.
    private static readonly TimeSpan LinkOutlivesAnswerDate = TimeSpan.FromDays(30);

    /// <summary>The reasons as the partner reads them; nothing private about the asker is among them.</summary>
    public async Task<IReadOnlyList<Reason>> ReasonsForPartnerAsync(Need need, Organisation partner, CancellationToken cancellationToken)
    {
        var ranker = (await ranking.GetAsync(cancellationToken)).Ranker;
        var index = await catalogue.IndexOfAsync(need.MunicipalityCode, cancellationToken);
        var profile = index.Find(partner.Id.ToString());
        if (profile is null) return [];

        // Asked about the one partner alone, so that neither a full mailbox nor any other rule hides the reasons.
        var alone = Engine.Search.PartnerIndex.Build(ranker.Data, [profile with { OpenProposals = 0, IsPaused = false, FreeSlots = null, Boundaries = [] }]);
        var request = EngineProfiles.Of(need, clock.Today()) with { Dismissed = [], PartnerKind = profile.Kind, Required = HardRequirements.None };

        return ranker.Suggest(alone, request, 1).Ranked is [var suggestion, ..] ? suggestion.ReasonsForPartner : [];
    }

    public async Task<ProposalLetter> WriteProposalAsync(MatchProposal proposal, string link, CancellationToken cancellationToken) => new(
        Recipient.Create(proposal.Partner.ContactName, proposal.Partner.ContactEmail),
        proposal,
        await MunicipalityOfAsync(proposal, cancellationToken),
        await ReasonsForPartnerAsync(proposal.Need, proposal.Partner, cancellationToken),
        link);

    public async Task SendProposalAsync(MatchProposal proposal, CancellationToken cancellationToken) =>
        Post(await WriteProposalAsync(proposal, NewLink(proposal), cancellationToken));

    public async Task SendReminderAsync(MatchProposal proposal, CancellationToken cancellationToken) =>
        Post(new ProposalReminderLetter(ToPartner(proposal), proposal, await MunicipalityOfAsync(proposal, cancellationToken), NewLink(proposal)));

    /// <summary>A receipt to the one who answered, and word to the coordinator.</summary>
    public async Task SendAnswerAsync(MatchProposal proposal, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityOfAsync(proposal, cancellationToken);

        if (proposal.Partner.CanBeMailed)
        {
            Post(new AnswerReceiptLetter(ToPartner(proposal), proposal, municipality, NewLink(proposal)));
        }

        if (!proposal.AnsweredByPhone)
        {
            Post(new ProposalAnsweredLetter(proposal, municipality));
        }
    }

    /// <summary>Word to the partner; when a meeting was agreed, it leaves everybody's calendar.</summary>
    public async Task SendWithdrawalAsync(MatchProposal proposal, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityOfAsync(proposal, cancellationToken);
        var partner = proposal.Partner.CanBeMailed ? ToPartner(proposal) : null;

        if (partner is not null)
        {
            Post(new ProposalWithdrawnLetter(partner, proposal, municipality, CalledOff(proposal, partner)));
        }

        foreach (var person in PeopleAt(proposal).Where(person => !string.Equals(person.Address, partner?.Address, StringComparison.OrdinalIgnoreCase)))
        {
            if (CalledOff(proposal, person) is { } calledOff)
            {
                Post(new FirstMeetingCalledOffLetter(person, proposal, municipality, calledOff));
            }
        }
    }

    private CalendarInvite? CalledOff(MatchProposal proposal, Recipient person) =>
        proposal.MeetingStartsAt > clock.GetUtcNow() ? FirstMeetingLetter.Invite(proposal, person, outbox.MessageIdDomain, CalendarMethod.Cancel) : null;

    /// <summary>Time and place to both sides and to the coordinator, with the calendar file.</summary>
    public async Task SendFirstMeetingAsync(MatchProposal proposal, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityOfAsync(proposal, cancellationToken);

        foreach (var person in PeopleAt(proposal))
        {
            Post(new FirstMeetingLetter(person, proposal, municipality, outbox.MessageIdDomain));
        }
    }

    private static IEnumerable<Recipient> PeopleAt(MatchProposal proposal) =>
        new[] { proposal.Partner, proposal.Need.Asker }
            .Where(organisation => organisation.CanBeMailed)
            .Select(organisation => Recipient.Create(organisation.ContactName, organisation.ContactEmail))
            .Append(Recipient.Create(proposal.SentBy, proposal.SentByEmail))
            .DistinctBy(recipient => recipient.Address.ToLowerInvariant());

    private void Post(Letter letter) => db.Outbox.Add(OutgoingMail.From(letter, clock.GetUtcNow()));

    private string NewLink(MatchProposal proposal)
    {
        var lifetime = DanishTime.At(proposal.AnswerBy, TimeOnly.MaxValue) - clock.GetUtcNow() + LinkOutlivesAnswerDate;
        var link = links.Issue(LinkPurpose.AnswerProposal, proposal.Id, proposal.PartnerId, proposal.Partner.ContactEmail, lifetime);
        return LinkKey.Reference(link);
    }

    private static Recipient ToPartner(MatchProposal proposal) =>
        Recipient.Create(proposal.Partner.ContactName, proposal.Partner.ContactEmail);

    private Task<Municipality> MunicipalityOfAsync(MatchProposal proposal, CancellationToken cancellationToken) =>
        db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == proposal.MunicipalityCode, cancellationToken);
}
