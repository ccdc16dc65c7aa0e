using System.Globalization;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>A status meeting on the bar.</summary>
/// <param name="At">Place from the start, for example <c>17.5%</c>.</param>
/// <param name="Sign">"held", "now" or "": what the circle looks like.</param>
public sealed record PeriodMark(string At, string Sign);

/// <summary>The whole period of an agreement as a bar: what is gone, the meetings, the next one.</summary>
public sealed record AgreementPeriod(string Title, string Meetings, string Gone, IReadOnlyList<PeriodMark> Marks, string Next, string Description)
{
    private const int DaysToSayInDays = 45;
    private const int MonthsInAYear = 12;

    public static AgreementPeriod Of(CooperationAgreement agreement, DateOnly today)
    {
        var next = agreement.IsInForce ? agreement.NextMeeting : null;
        var held = agreement.StatusMeetings.Count(meeting => meeting.State == MeetingState.Held);
        var all = agreement.StatusMeetings.Count(meeting => meeting.State != MeetingState.Cancelled);
        var meetings = all == 0 ? "Ingen statusmøder er aftalt" : $"{held} af {DanishText.Count(all, "statusmøde", "statusmøder")} er holdt";

        return new AgreementPeriod(
            TitleOf(agreement, today),
            meetings,
            Place(agreement, today),
            [.. agreement.StatusMeetings.Where(meeting => meeting.State is not (MeetingState.NotHeld or MeetingState.Cancelled)).Select(meeting => new PeriodMark(
                Place(agreement, meeting.On), meeting == next ? "now" : meeting.State == MeetingState.Held ? "held" : ""))],
            next is null ? "" : $"{(next.OwesMinutesOn(today) ? "Referat mangler fra" : "Næste møde")} {DanishText.WeekdayAndDay(next.On)}",
            $"Perioden er {DanishText.Date(agreement.StartsOn)} til {DanishText.Date(agreement.EndsOn)}. {meetings}."
            + string.Concat(agreement.StatusMeetings.Select(meeting => $" Statusmøde {meeting.Number}: {DanishText.Date(meeting.On)}.")));
    }

    private static string TitleOf(CooperationAgreement agreement, DateOnly today) => today switch
    {
        _ when agreement.State == AgreementState.Superseded => "En ny aftale er trådt i stedet",
        _ when agreement.HasEndedOn(today) => "Aftalen er slut",
        _ when agreement.PauseOn(today) is { } pause => $"Pause til {DanishText.Date(pause.Until)}",
        _ when today < agreement.StartsOn => $"Aftalen begynder {DanishText.Distance(agreement.StartsOn, today)}",
        _ => $"{DanishText.Capitalised(Span(agreement.StartsOn, today))} inde i aftalen, {Span(today, agreement.LastDay)} tilbage",
    };

    private static string Span(DateOnly from, DateOnly to)
    {
        var days = to.DayNumber - from.DayNumber;
        if (days < DaysToSayInDays) return DanishText.Count(days, "dag", "dage");

        var months = (int)Math.Round(days / 30.44);
        return months % MonthsInAYear == 0 ? $"{months / MonthsInAYear} år" : DanishText.Count(months, "måned", "måneder");
    }

    // Attributes of SVG take a point, whatever the reader's language.
    private static string Place(CooperationAgreement agreement, DateOnly day)
    {
        double all = agreement.EndsOn.DayNumber - agreement.StartsOn.DayNumber;
        var gone = Math.Clamp((day.DayNumber - agreement.StartsOn.DayNumber) / all, 0, 1);

        return string.Create(CultureInfo.InvariantCulture, $"{100 * gone:0.#}%");
    }
}
