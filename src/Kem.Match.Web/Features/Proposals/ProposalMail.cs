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

/// <summary>
/// Puts letters about a proposal in the outbox, to be saved together with the change they tell of. What comes unasked waits
/// for <see cref="LetterHours"/>; a receipt, and word to the coordinator, leave at once.
/// </summary>
public sealed class ProposalMail(
    KemDb db, AccessLinks links, PartnerCatalogue catalogue, CurrentRanking ranking, OutboxSettings outbox, LetterHours hours, TimeProvider clock)
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

    public async Task<ProposalLetter> WriteProposalAsync(MatchProposal proposal, string link, IReadOnlyList<string> others, CancellationToken cancellationToken) => new(
        // Read aloud on the phone, the letter needs no address; then it is the coordinator's own note.
        proposal.ReaderEmail.Length > 0 ? ToReader(proposal) : Recipient.Create(proposal.SentBy, proposal.SentByEmail),
        proposal,
        await MunicipalityOfAsync(proposal, cancellationToken),
        await ReasonsForPartnerAsync(proposal.Need, proposal.Partner, cancellationToken),
        link)
    {
        Others = others,
    };

    /// <param name="proposal">The proposal.</param>
    /// <param name="others">Names of those who are asked together with the partner.</param>
    /// <param name="notBefore">When it leaves.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task SendProposalAsync(MatchProposal proposal, IReadOnlyList<string> others, DateTimeOffset notBefore, CancellationToken cancellationToken) =>
        Post(await WriteProposalAsync(proposal, NewLink(proposal), others, cancellationToken), notBefore);

    public async Task<Letter> WriteReminderAsync(MatchProposal proposal, CancellationToken cancellationToken) =>
        new ProposalReminderLetter(ToReader(proposal), proposal, await MunicipalityOfAsync(proposal, cancellationToken), NewLink(proposal));

    /// <summary>A receipt to the one who answered, and word to the coordinator.</summary>
    public async Task SendAnswerAsync(MatchProposal proposal, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityOfAsync(proposal, cancellationToken);

        if (proposal.CanBeMailed)
        {
            Post(new AnswerReceiptLetter(ToReader(proposal), proposal, municipality, NewLink(proposal)));
        }

        if (!proposal.AnsweredByPhone)
        {
            Post(new ProposalAnsweredLetter(proposal, municipality));
        }
    }

    public async Task SendReplyAsync(MatchProposal proposal, ProposalMessage reply, CancellationToken cancellationToken)
    {
        if (proposal.CanBeMailed)
        {
            PostInHours(new ProposalReplyLetter(ToReader(proposal), proposal, await MunicipalityOfAsync(proposal, cancellationToken), reply, NewLink(proposal)));
        }
    }

    /// <summary>The letter to the right person, and word to the coordinator. The old links are closed.</summary>
    public async Task SendForwardAsync(MatchProposal proposal, string forwardedBy, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityOfAsync(proposal, cancellationToken);
        Post(new ForwardNoticeLetter(proposal, municipality, forwardedBy));

        if (proposal.CanBeMailed)
        {
            await links.RevokeAsync(LinkPurpose.AnswerProposal, proposal.Id, cancellationToken);
            PostInHours(new ProposalForwardedLetter(
                ToReader(proposal), proposal, municipality, forwardedBy, await ReasonsForPartnerAsync(proposal.Need, proposal.Partner, cancellationToken), NewLink(proposal)));
        }
    }

    /// <summary>The proposal is taken back: its links are closed, and everybody it concerned hears of it.</summary>
    public async Task SendWithdrawalAsync(MatchProposal proposal, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityOfAsync(proposal, cancellationToken);
        await links.RevokeAsync(LinkPurpose.AnswerProposal, proposal.Id, cancellationToken);

        if (proposal.CanBeMailed)
        {
            var partner = ToReader(proposal);
            Post(new ProposalWithdrawnLetter(partner, proposal, municipality, CalledOff(proposal, partner)), HasMeetingAhead(proposal) ? null : hours.Next(clock.GetUtcNow()));
        }

        CallMeetingOff(proposal, municipality, proposal.CanBeMailed ? proposal.ReaderEmail : "");

        // Who knows that the need is covered or gone needs no letter about it.
        if (proposal.WithdrawnWhy is not (WithdrawalReason.NeedIsCovered or WithdrawalReason.NeedIsGone))
        {
            await TellTheOthersAsync(proposal, municipality, cancellationToken);
        }
    }

    public async Task SendLapseAsync(MatchProposal proposal, CancellationToken cancellationToken)
    {
        if (proposal.CanBeMailed)
        {
            PostInHours(new ProposalLapsedLetter(ToReader(proposal), proposal, await MunicipalityOfAsync(proposal, cancellationToken)));
        }

        await SendFallAsync(proposal, cancellationToken);
    }

    /// <summary>Tells the one whose need it is, the others of a bundle, and everybody who had a meeting in the calendar.</summary>
    public async Task SendFallAsync(MatchProposal proposal, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityOfAsync(proposal, cancellationToken);

        CallMeetingOff(proposal, municipality, alreadyTold: "");
        await TellTheOthersAsync(proposal, municipality, cancellationToken);
    }

    private async Task TellTheOthersAsync(MatchProposal proposal, Municipality municipality, CancellationToken cancellationToken)
    {
        var asker = proposal.Need.Asker;

        if (asker.CanBeMailed && !IsCoordinator(asker.ContactEmail, proposal))
        {
            PostInHours(new ProposalFellLetter(Recipient.Create(asker.ContactName, asker.ContactEmail), proposal, municipality));
        }

        foreach (var other in await AskedTogetherWith(proposal, cancellationToken))
        {
            if (other.IsAlive && other.CanBeMailed)
            {
                PostInHours(new BundleChangedLetter(ToReader(other), other, municipality, proposal.Partner.Name));
            }
        }
    }

    // Those who were asked together still meet, so only the one who fell away loses the meeting.
    private void CallMeetingOff(MatchProposal proposal, Municipality municipality, string alreadyTold)
    {
        foreach (var person in PeopleAt(proposal, []).Where(person => !string.Equals(person.Address, alreadyTold, StringComparison.OrdinalIgnoreCase)))
        {
            var meetsAnyway = proposal.BundleId is not null && !string.Equals(person.Address, proposal.ReaderEmail, StringComparison.OrdinalIgnoreCase);

            if (!meetsAnyway && CalledOff(proposal, person) is { } calledOff)
            {
                Post(new FirstMeetingCalledOffLetter(person, proposal, municipality, calledOff));
            }
        }
    }

    private CalendarInvite? CalledOff(MatchProposal proposal, Recipient person) =>
        HasMeetingAhead(proposal) ? FirstMeetingLetter.Invite(proposal, person, outbox.MessageIdDomain, CalendarMethod.Cancel) : null;

    private bool HasMeetingAhead(MatchProposal proposal) => proposal.MeetingStartsAt > clock.GetUtcNow();

    /// <summary>Time and place to everybody and to the coordinator, with the calendar file.</summary>
    public async Task SendFirstMeetingAsync(MatchProposal proposal, IReadOnlyList<MatchProposal> others, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityOfAsync(proposal, cancellationToken);
        var open = hours.Next(clock.GetUtcNow());

        foreach (var person in PeopleAt(proposal, others))
        {
            // A meeting so soon that quiet hours would eat the notice is told of at once.
            Post(
                new FirstMeetingLetter(person, proposal, municipality, outbox.MessageIdDomain) { Others = [.. others.Select(other => other.Partner.Name)] },
                open < proposal.MeetingStartsAt!.Value.AddDays(-1) ? open : null);
        }
    }

    /// <summary>The other proposals of the same bundle, with their partners.</summary>
    public async Task<IReadOnlyList<MatchProposal>> AskedTogetherWith(MatchProposal proposal, CancellationToken cancellationToken) =>
        proposal.BundleId is not { } bundle ? [] : await db.Proposals.WithParties().Where(p => p.BundleId == bundle && p.Id != proposal.Id).ToListAsync(cancellationToken);

    private static IEnumerable<Recipient> PeopleAt(MatchProposal proposal, IEnumerable<MatchProposal> others) =>
        others.Prepend(proposal).Where(p => p.ReaderEmail.Length > 0).Select(ToReader)
            .Concat(proposal.Need.Asker is { CanBeMailed: true } asker ? [Recipient.Create(asker.ContactName, asker.ContactEmail)] : [])
            .Append(Recipient.Create(proposal.SentBy, proposal.SentByEmail))
            .DistinctBy(recipient => recipient.Address.ToLowerInvariant());

    private static bool IsCoordinator(string address, MatchProposal proposal) => string.Equals(address, proposal.SentByEmail, StringComparison.OrdinalIgnoreCase);

    private void PostInHours(Letter letter) => Post(letter, hours.Next(clock.GetUtcNow()));

    private void Post(Letter letter, DateTimeOffset? notBefore = null) => db.Outbox.Add(OutgoingMail.From(letter, clock.GetUtcNow(), notBefore));

    private string NewLink(MatchProposal proposal)
    {
        var lifetime = DanishTime.At(proposal.AnswerBy, TimeOnly.MaxValue) - clock.GetUtcNow() + LinkOutlivesAnswerDate;
        var link = links.Issue(LinkPurpose.AnswerProposal, proposal.Id, proposal.PartnerId, proposal.ReaderEmail, lifetime);
        return LinkKey.Reference(link);
    }

    private static Recipient ToReader(MatchProposal proposal) => Recipient.Create(proposal.ReaderName, proposal.ReaderEmail);

    private Task<Municipality> MunicipalityOfAsync(MatchProposal proposal, CancellationToken cancellationToken) =>
        db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == proposal.MunicipalityCode, cancellationToken);
}
