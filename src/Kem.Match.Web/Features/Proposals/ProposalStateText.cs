using Kem.Match.Web.Domain.Alive;
using Kem.Match.Web.Domain.Proposals;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>Where a proposal stands, as a shape and a word. The same on every page, in every list and in every file.</summary>
public static class ProposalStateText
{
    public static (string Kind, string Words) Of(MatchProposal proposal, bool seenByPartner) => proposal.State switch
    {
        ProposalState.Sent when seenByPartner => ("turn", "Venter på jer"),
        ProposalState.Sent => ("new", "Venter på svar"),
        ProposalState.Question when seenByPartner => ("new", "I har spurgt"),
        ProposalState.Question => ("turn", "Har et spørgsmål"),
        ProposalState.Interested when proposal.MeetingStartsAt is null && !seenByPartner => ("turn", "Sagde ja"),
        ProposalState.Interested when proposal.MeetingStartsAt is null => ("ok", "I sagde ja"),
        ProposalState.Interested => ("ok", "Møde aftalt"),
        ProposalState.Later => ("pause", "Ikke nu"),
        ProposalState.Declined => ("stop", "Nej tak"),
        ProposalState.Withdrawn when proposal.WithdrawnWhy == WithdrawalReason.NeedIsCovered => ("pause", "Lukket: behovet er dækket"),
        ProposalState.Withdrawn when proposal.WithdrawnWhy == WithdrawalReason.NeedIsGone => ("pause", "Lukket: behovet er væk"),
        ProposalState.Withdrawn when proposal.WithdrawnWhy == WithdrawalReason.OthersFellAway => ("pause", "Lukket: de andre kunne ikke"),
        ProposalState.Withdrawn when proposal.WithdrawnWhy == WithdrawalReason.PartnerStoodTwice => ("pause", "Lukket: stod to gange"),
        ProposalState.Withdrawn when proposal.WithdrawnWhy == WithdrawalReason.PartnerIsRetired => ("pause", "Lukket: de er nedlagt"),
        ProposalState.Withdrawn => ("pause", "Trukket tilbage"),
        ProposalState.Unanswered => ("late", "Ikke besvaret"),
        ProposalState.Agreed => ("ok", "Blev til en aftale"),
        ProposalState.Infeasible => ("stop", "Kunne ikke lade sig gøre"),
        ProposalState.NoContact => ("late", "De fik aldrig kontakt"),
    };

    /// <summary>How a match that began ended; null for one that is still running or never began.</summary>
    public static (string Kind, string Words)? Of(MatchEnd? end) => end switch
    {
        MatchEnd.DeliveredAllSides => ("ok", "Gennemført, siger alle parter"),
        MatchEnd.DeliveredOneSide => ("ok", "Gennemført, siger den ene part"),
        MatchEnd.Stopped => ("pause", "Aftalen er slut"),
        _ => null,
    };

    /// <summary>Why the municipality took it back, as a choice.</summary>
    public static string Of(WithdrawalReason why) => why switch
    {
        WithdrawalReason.Regretted => "Vi har ombestemt os",
        WithdrawalReason.NeedIsCovered => "Behovet er dækket",
        WithdrawalReason.NeedIsGone => "Behovet er der ikke mere",
        WithdrawalReason.OthersFellAway => "De andre kan ikke være med",
        WithdrawalReason.PartnerStoodTwice => "De stod to gange i kataloget",
        WithdrawalReason.PartnerIsRetired => "De er nedlagt",
    };

    /// <summary>Which link of the chain comes next.</summary>
    public static int ChainLink(MatchProposal proposal) => proposal.State switch
    {
        ProposalState.Interested => proposal.MeetingStartsAt is null ? 4 : 5,
        ProposalState.Agreed => 6,
        _ => 3,
    };
}
