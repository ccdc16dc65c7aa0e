using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>One meeting: its prepared agenda before, its minutes after.</summary>
public sealed record MeetingPage(StatusMeeting Meeting, AgendaTemplate Agenda, IReadOnlyList<AgendaPoint> Points, DateOnly Today)
{
    /// <summary>What the viewer's own party can say; null for somebody who is none.</summary>
    public MyPart? Part { get; init; }

    public required bool ShowsRatings { get; init; }

    /// <summary>How the associations of the programme have moved, of those that let the meeting see it; null when there is no programme.</summary>
    public IReadOnlyList<CheckupStory>? Checkups { get; init; }

    public CooperationAgreement Agreement => Meeting.Agreement;

    public bool OwesMinutes => Meeting.IsAlive && Meeting.OwesMinutesOn(Today);

    public bool CanBeMoved => Meeting is { CanBeMoved: true, IsAlive: true };

    public AgreementParty? Host => Agreement.HostOf(Meeting);

    /// <summary>The meeting has begun its day, so there may be something to write.</summary>
    public bool CanHaveMinutes => Meeting.On <= Today;

    public (string Kind, string Word) State => Meeting switch
    {
        { State: MeetingState.Held } => ("ok", "Holdt"),
        { State: MeetingState.NotHeld } when Meeting.On >= Today => ("pause", "Aflyst"),
        { State: MeetingState.NotHeld } => ("pause", "Ikke holdt"),
        { State: MeetingState.Cancelled } => ("pause", "Aflyst"),
        _ when OwesMinutes => ("late", "Referat mangler"),
        _ => ("new", DanishText.Capitalised(DanishText.Distance(Meeting.On, Today))),
    };

    /// <param name="meeting">With its agreement and the other meetings of it.</param>
    /// <param name="taxonomy">Has the agenda.</param>
    /// <param name="now">When it is looked at.</param>
    /// <param name="viewer">The party that looks, when it is one.</param>
    /// <param name="history">What went before under agreements that this one took the place of.</param>
    public static MeetingPage Of(StatusMeeting meeting, Taxonomy taxonomy, DateTimeOffset now, AgreementHistory history, AgreementParty? viewer = null)
    {
        var agenda = taxonomy.AgendaOf(meeting);
        var page = new MeetingPage(meeting, agenda, AgendaFacts.Prepare(agenda, meeting, meeting.Agreement, history), DanishTime.DayOf(now))
        {
            ShowsRatings = meeting.RatingsAreShown(meeting.Agreement.ActiveParties, now),
        };

        return viewer is null ? page : page with { Part = MyPart.Of(page, viewer, $"/moeder/{meeting.Id}", now) };
    }
}

/// <summary>The same meeting for somebody with a link.</summary>
public sealed record MeetingLetterPage(MeetingPage Page, MyPart Part, MeetingPage? Last, Municipality Municipality, string Token);

/// <summary>The meetings of whoever looks: what is owed, the next one of each agreement, and all that have been.</summary>
public sealed record MeetingList(IReadOnlyList<StatusMeeting> OwingMinutes, IReadOnlyList<StatusMeeting> Coming, IReadOnlyList<StatusMeeting> Past, DateOnly Today)
{
    public bool IsEmpty => OwingMinutes.Count + Coming.Count + Past.Count == 0;

    public static MeetingList Of(IReadOnlyList<StatusMeeting> meetings, DateOnly today) => new(
        [.. meetings.Where(m => m.IsAlive && m.OwesMinutesOn(today)).OrderBy(m => m.On)],
        [.. meetings.Where(m => m.IsAlive && m.IsPlanned && m.On >= today).OrderBy(m => m.On).ThenBy(m => m.Time).DistinctBy(m => m.AgreementId)],
        [.. meetings.Where(m => !m.IsPlanned).OrderByDescending(m => m.On)],
        today);
}
