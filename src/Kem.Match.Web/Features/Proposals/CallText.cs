using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>Why somebody should be called, in one sentence.</summary>
public static class CallText
{
    public static string Why(MatchProposal proposal, DateOnly today) => proposal switch
    {
        { HasWrongNumber: true } => "Nummeret på profilen er forkert. Find det rigtige.",
        { RecipientUnknownAt: not null } => "Den, vi skrev til, er ikke den rette. Spørg, hvem der er.",
        { Channel: Channel.Phone } => $"De vil helst ringes op. Svarfristen {(proposal.AnswerBy < today ? "var" : "er")} {DanishText.DayAndMonth(proposal.AnswerBy)}.",
        _ when proposal.AnswerBy < today => $"De har ikke svaret. Svarfristen var {DanishText.DayAndMonth(proposal.AnswerBy)}.",
        _ => $"De har ikke svaret på {DanishText.Count(proposal.RemindersSent, "påmindelse", "påmindelser")}.",
    };
}
