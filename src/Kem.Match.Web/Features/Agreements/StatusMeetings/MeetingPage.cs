using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>One meeting: its prepared agenda before, its minutes after.</summary>
public sealed record MeetingPage(StatusMeeting Meeting, AgendaTemplate Agenda, IReadOnlyList<AgendaPoint> Points, DateOnly Today)
{
    public CooperationAgreement Agreement => Meeting.Agreement;

    public bool OwesMinutes => Agreement.IsInForce && Meeting.OwesMinutesOn(Today);

    /// <summary>The meeting has begun its day, so there may be something to write.</summary>
    public bool CanHaveMinutes => Meeting.On <= Today;

    public (string Kind, string Word) State => Meeting switch
    {
        { State: MeetingState.Held } => ("ok", "Holdt"),
        { State: MeetingState.NotHeld } when Meeting.On >= Today => ("pause", "Aflyst"),
        { State: MeetingState.NotHeld } => ("pause", "Ikke holdt"),
        _ when OwesMinutes => ("late", "Referat mangler"),
        _ => ("new", DanishText.Capitalised(DanishText.Distance(Meeting.On, Today))),
    };

    public static MeetingPage Of(StatusMeeting meeting, Taxonomy taxonomy, DateOnly today)
    {
        var agenda = taxonomy.AgendaOf(meeting.Agreement.Method);
        return new MeetingPage(meeting, agenda, AgendaFacts.Prepare(agenda, meeting, meeting.Agreement), today);
    }
}

/// <summary>The same meeting for somebody with a link.</summary>
public sealed record MeetingLetterPage(MeetingPage Page, StatusMeeting? Last, Municipality Municipality, string Token);

/// <summary>The meetings of whoever looks: what is owed, the next one of each agreement, and all that have been.</summary>
public sealed record MeetingList(IReadOnlyList<StatusMeeting> OwingMinutes, IReadOnlyList<StatusMeeting> Coming, IReadOnlyList<StatusMeeting> Past, DateOnly Today)
{
    public bool IsEmpty => OwingMinutes.Count + Coming.Count + Past.Count == 0;

    public static MeetingList Of(IReadOnlyList<StatusMeeting> meetings, DateOnly today) => new(
        [.. meetings.Where(m => m.Agreement.IsInForce && m.OwesMinutesOn(today)).OrderBy(m => m.On)],
        [.. meetings.Where(m => m.Agreement.IsInForce && m.IsPlanned && m.On >= today).OrderBy(m => m.On).ThenBy(m => m.Time).DistinctBy(m => m.AgreementId)],
        [.. meetings.Where(m => !m.IsPlanned).OrderByDescending(m => m.On)],
        today);
}
