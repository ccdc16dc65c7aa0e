using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>One item of the agenda with what is already known about it.</summary>
public sealed record AgendaPoint(int Number, AgendaItem Item, IReadOnlyList<string> Facts);

/// <summary>Prepares the agenda: what was promised, said and counted last time stands under the item where it is talked about.</summary>
public static class AgendaFacts
{
    private const double SameRatio = 0.05;

    /// <param name="agenda">What is talked about.</param>
    /// <param name="meeting">At which meeting.</param>
    /// <param name="agreement">Under which agreement.</param>
    /// <param name="history">What was said last when this is the first meeting after a new agreement took the place of an old one.</param>
    public static IReadOnlyList<AgendaPoint> Prepare(AgendaTemplate agenda, StatusMeeting meeting, CooperationAgreement agreement, AgreementHistory history)
    {
        var own = agreement.StatusMeetings.LastOrDefault(other => other.State == MeetingState.Held && other.Number < meeting.Number);
        var doneBefore = own is null ? history.DoneSinceLast : [];

        return
        [
            .. agenda.Items.Select((item, index) => new AgendaPoint(
                index + 1, item, [.. (index == 0 ? doneBefore.Select(Line) : []).Concat(For(item, index == 0, meeting, agreement, own ?? history.LastHeld, history))])),
        ];
    }

    private static IEnumerable<string> For(
        AgendaItem item, bool isFirst, StatusMeeting meeting, CooperationAgreement agreement, StatusMeeting? last, AgreementHistory history) => item.Kind switch
    {
        AgendaItemKind.Rating => LastRatings(history.Earlier.Prepend(agreement), last).Concat(LastLine(item, last)),
        AgendaItemKind.ResidentsAndVolunteers => LastFigures(last).Concat(Trend(meeting, agreement, history)).Concat(Plan(agreement, last)),
        AgendaItemKind.NextDate => Next(meeting, agreement),
        AgendaItemKind.Actions => [],
        _ => (isFirst ? Promises(meeting, agreement) : []).Concat(FromAgreement(item, agreement)).Concat(LastLine(item, last)),
    };

    private static IEnumerable<string> Promises(StatusMeeting meeting, CooperationAgreement agreement) => agreement.ActionItems
        .Where(action => action.MeetingNumber < meeting.Number && (action.DoneOn is null || action.MeetingNumber == meeting.Number - 1))
        .Select(Line);

    private static string Line(ActionItem action) => $"{(action.DoneOn is null ? "Mangler" : "Gjort")}: {action.Text} ({action.Owner})";

    // The ids of the parties are those of the agreement under which they rated.
    private static IEnumerable<string> LastRatings(IEnumerable<CooperationAgreement> agreements, StatusMeeting? last)
    {
        var ratings = agreements.SelectMany(agreement => agreement.Parties)
            .Select(party => (party.Name, last?.Ratings.SingleOrDefault(rating => rating.PartyId == party.Id)?.Value))
            .Where(rating => rating.Value is not null)
            .Select(rating => $"{rating.Name} {rating.Value}")
            .ToList();

        return ratings.Count == 0 ? [] : [$"Sidst, fra 1 til 5: {DanishText.List(ratings)}"];
    }

    private static IEnumerable<string> LastFigures(StatusMeeting? last) => (last?.Residents, last?.Volunteers) switch
    {
        ({ } residents, { } volunteers) => [$"Sidst: {DanishText.Count(residents, "borger", "borgere")} og {DanishText.Count(volunteers, "frivillig", "frivillige")}"],
        ({ } residents, null) => [$"Sidst: {DanishText.Count(residents, "borger", "borgere")}"],
        (null, { } volunteers) => [$"Sidst: {DanishText.Count(volunteers, "frivillig", "frivillige")}"],
        _ => [],
    };

    // How many residents there are for each volunteer, and whether that is more than the time before.
    private static IEnumerable<string> Trend(StatusMeeting meeting, CooperationAgreement agreement, AgreementHistory history)
    {
        var ratios = history.Held.Concat(agreement.StatusMeetings.Where(other => other.Number < meeting.Number))
            .Where(other => other is { State: MeetingState.Held, Residents: not null, Volunteers: > 0 })
            .Select(other => (double)other.Residents!.Value / other.Volunteers!.Value)
            .ToList();
        if (ratios.Count == 0) return [];

        var latest = $"Det er {DanishText.Number(ratios[^1])} borgere for hver frivillig.";
        if (ratios.Count == 1) return [latest];

        return [Math.Abs(ratios[^1] - ratios[^2]) < SameRatio ? $"{latest} Det er som gangen før." : $"{latest} Gangen før var det {DanishText.Number(ratios[^2])}."];
    }

    private static IEnumerable<string> Plan(CooperationAgreement agreement, StatusMeeting? last) =>
        last is not null && agreement.VolunteerPlan.Length > 0 && agreement.HasTooFewVolunteers(last.Residents, last.Volunteers)
            ? [$"Der var for få frivillige. I aftalen: {agreement.VolunteerPlan}"]
            : [];

    private static IEnumerable<string> LastLine(AgendaItem item, StatusMeeting? last) =>
        last?.Lines.FirstOrDefault(line => line.AgendaCode == item.Code) is { } line ? [$"Sidst: {line.Text}"] : [];

    // What the parties wrote in the agreement comes back where they are asked how far they are.
    private static IEnumerable<string> FromAgreement(AgendaItem item, CooperationAgreement agreement) =>
        (item.Code switch
        {
            "AG_STATUS_3" or "AG_STATUS_M4_4" => Answers(agreement, ("CL_RESULTS", "results"), ("CL_PURPOSE", "purpose")).Take(1),
            "AG_STATUS_CSR_2" => Answers(agreement, ("CL_TASK", "task"), ("CL_TASK", "amount"), ("CL_TASK", "period")),
            "AG_STATUS_CSR_3" => agreement.Parties.Where(party => party.Terms.Benefit.Length > 0).Select(party => $"{party.Name} får: {party.Terms.Benefit}"),
            "AG_KEM_5" => Answers(agreement, ("CL_OWNERSHIP", "municipalResources")),
            _ => [],
        })
        .Select(answer => $"I aftalen: {answer}");

    private static IEnumerable<string> Answers(CooperationAgreement agreement, params (string Clause, string Field)[] fields) =>
        fields.Select(field => agreement.AnswerTo(field.Clause, field.Field)).Where(answer => answer.Length > 0);

    private static IEnumerable<string> Next(StatusMeeting meeting, CooperationAgreement agreement) =>
        agreement.StatusMeetings.FirstOrDefault(other => other.IsPlanned && other.Number > meeting.Number) is { } next
            ? [$"I aftalen: {DanishText.WeekdayAndDay(next.On)} {DanishText.Clock(next.Time)}"]
            : ["Der er ikke aftalt flere møder."];
}
