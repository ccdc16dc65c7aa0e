using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>Something about an agreement that will not come right by itself.</summary>
/// <param name="Kind">Kind of <c>k-state</c>.</param>
/// <param name="Word">How it stands, in one or two words.</param>
/// <param name="Why">What has happened.</param>
/// <param name="Action">What the button says.</param>
/// <param name="Url">Where the button leads.</param>
public sealed record Hand(CooperationAgreement Agreement, string Kind, string Word, string Why, string Action, string Url);

/// <summary>The agreements that need a hand, the most urgent first (brug for en hånd).</summary>
public static class NeedsAHand
{
    public static IReadOnlyList<Hand> Among(IEnumerable<CooperationAgreement> agreements, DateOnly today) =>
        [.. agreements.SelectMany(agreement => Of(agreement, today)).OrderBy(hand => Urgency(hand.Kind)).ThenBy(hand => hand.Agreement.LastDay)];

    private static IEnumerable<Hand> Of(CooperationAgreement agreement, DateOnly today)
    {
        var url = $"/aftaler/{agreement.Id}";

        if (agreement.IsInForce && agreement.PauseOn(today) is null)
        {
            if (agreement.HealthOn(today) is AgreementHealth.Stalled)
            {
                yield return new(agreement, "stop", "Gået i stå", "Det sidste møde blev ikke holdt. Ring, og hør hvordan det går.", "Se aftalen", url);
            }

            if (agreement.HealthOn(today) is AgreementHealth.Late)
            {
                yield return new(agreement, "late", "Forsinket", "Mødedagen er gået, og der er ikke skrevet referat.", "Se aftalen", url);
            }
        }

        if (agreement.OpenQuestion is { Kind: QuestionKind.PartyLeaves } leaving)
        {
            yield return new(agreement, "late", "En går ud", $"{leaving.AskedBy} går ud. {Missing(agreement)} har ikke svaret på, om de går videre.", "Se aftalen", url);
        }

        if (agreement.OpenQuestion is { Kind: QuestionKind.NoticeBack } regret)
        {
            yield return new(agreement, "turn", "Venter på svar", $"{regret.AskedBy} vil tage opsigelsen tilbage. {Missing(agreement)} har ikke svaret.", "Se aftalen", url);
        }

        if (agreement.OpenQuestion is { Kind: QuestionKind.Renewal })
        {
            yield return new(agreement, "turn", "Venter på svar", $"{Missing(agreement)} har ikke svaret på, om I fortsætter.", "Se aftalen", url);
        }

        if (agreement.ExpiresSoonOn(today) && agreement is { StopsOn: null, OpenQuestion: null })
        {
            yield return new(agreement, "turn", "Udløber snart", $"Den slutter {DanishText.Date(agreement.EndsOn)}, og ingen har sagt, om den fortsætter.", "Tag stilling", url);
        }

        foreach (var meeting in agreement.StatusMeetings)
        {
            if (meeting.OpenObjections.Any())
            {
                yield return new(agreement, "late", "Indsigelse", $"Referatet fra {DanishText.DayAndMonth(meeting.On)} skal rettes.", "Ret referatet", $"/moeder/{meeting.Id}/referat");
            }

            if (meeting.IsPlanned && meeting.On >= today && meeting.AnswersNow.Any(answer => !answer.Comes))
            {
                yield return new(agreement, "turn", "Kan ikke komme", $"Nogen kan ikke til mødet {DanishText.WeekdayAndDay(meeting.On)}.", "Flyt mødet", $"/moeder/{meeting.Id}/flytning");
            }
        }

        if (agreement.IsInForce && AgreementText.Contributors(agreement).Count > 0 && Promises.Of(agreement).Count(promise => promise.IsLate) is > 0 and var late)
        {
            yield return new(agreement, "turn", "Ikke leveret", $"{DanishText.Count(late, "løfte", "løfter")} er ikke leveret endnu.", "Se aftalen", url);
        }
    }

    private static string Missing(CooperationAgreement agreement) => DanishText.List(agreement.ActiveParties.Where(party => party.GoesOn is null).Select(party => party.Name));

    private static int Urgency(string kind) => kind switch
    {
        "stop" => 0,
        "late" => 1,
        _ => 2,
    };
}
