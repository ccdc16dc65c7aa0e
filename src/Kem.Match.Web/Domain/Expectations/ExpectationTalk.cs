using Kem.Match.Web.Domain.Reminders;

namespace Kem.Match.Web.Domain.Expectations;

/// <summary>
/// The talk that comes before an agreement (forventningsafstemning): each side answers the method's questions on its own,
/// and at the meeting the answers lie side by side.
/// </summary>
public sealed class ExpectationTalk : ICallForReminders
{
    public const int MostSides = 8;
    private const int RemindDaysBeforeMeeting = 3;
    private const int RemindDaysAfterInvitation = 7;

    private readonly List<TalkSide> sides = [];
    private readonly List<TalkAnswer> notes = [];

    public ExpectationTalk(string municipalityCode, Guid proposalId, string method, string title, string invitedBy, string invitedByEmail, DateTimeOffset invitedAt)
    {
        MunicipalityCode = municipalityCode;
        ProposalId = proposalId;
        Method = method;
        Title = title;
        InvitedBy = invitedBy;
        InvitedByEmail = invitedByEmail;
        InvitedAt = invitedAt;
        ChangedAt = invitedAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string MunicipalityCode { get; private set; }
    public Guid ProposalId { get; private set; }
    public string Method { get; private set; }
    public string Title { get; private set; }

    /// <summary>The coordinator who asked, and who leads the talk.</summary>
    public string InvitedBy { get; private set; }

    public string InvitedByEmail { get; private set; }
    public DateTimeOffset InvitedAt { get; private set; }
    public ReminderRoot ReminderRoot => new(ReminderRootKind.Proposal, ProposalId);

    /// <summary>From then on everybody sees every answer.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>They have talked; the answers stand as they were.</summary>
    public DateTimeOffset? HeldAt { get; private set; }

    /// <summary>What else was said.</summary>
    public string Minutes { get; private set; } = "";

    public DateTimeOffset ChangedAt { get; private set; }

    public IReadOnlyList<TalkSide> Sides => [.. sides.OrderBy(side => side.Order)];

    /// <summary>What they came to agree on, question by question.</summary>
    public IReadOnlyList<TalkAnswer> Notes => notes;

    public bool CanBeAnswered => HeldAt is null;

    public bool AllHaveSent => sides.All(side => side.HasSent);

    public TalkSide AddSide(Guid organisationId, string name, string contactName, string contactEmail)
    {
        if (sides.Count == MostSides) throw new InvalidOperationException($"Talk {Id} has {MostSides} sides already.");

        var side = new TalkSide(organisationId, name, contactName, contactEmail, sides.Count);
        sides.Add(side);
        return side;
    }

    /// <summary>The others' answers would colour one's own, so they wait until one has sent, or until the coordinator opens the talk.</summary>
    public bool ShowsOthersTo(TalkSide side) => side.HasSent || OpenedAt is not null || HeldAt is not null;

    public void Open(DateTimeOffset at)
    {
        OpenedAt ??= at;
        ChangedAt = at;
    }

    public void WriteDown(IEnumerable<TalkAnswer> newNotes, string minutes, bool isHeld, DateTimeOffset at)
    {
        notes.Clear();
        notes.AddRange(newNotes);
        Minutes = minutes;
        HeldAt ??= isHeld ? at : null;
        ChangedAt = at;
    }

    public string NoteOn(string questionCode) => notes.SingleOrDefault(note => note.QuestionCode == questionCode)?.Text ?? "";

    /// <summary>
    /// The day of the one reminder: three days before the first meeting, but not before the day after the invitation; or a
    /// week after the invitation when no meeting is agreed. Null when the meeting comes too soon for one.
    /// </summary>
    public DateOnly? ReminderDay(DateOnly? meetingOn)
    {
        var invitedOn = DanishTime.DayOf(InvitedAt);
        if (meetingOn is not { } meeting) return invitedOn.AddDays(RemindDaysAfterInvitation);

        var day = meeting.AddDays(-RemindDaysBeforeMeeting) is var planned && planned > invitedOn ? planned : invitedOn.AddDays(1);
        return day <= meeting ? day : null;
    }
}

/// <summary>One who is to take part in the talk, and what it wrote before.</summary>
public sealed class TalkSide
{
    private readonly List<TalkAnswer> answers = [];

    internal TalkSide(Guid organisationId, string name, string contactName, string contactEmail, int order)
    {
        OrganisationId = organisationId;
        Name = name;
        ContactName = contactName;
        ContactEmail = contactEmail;
        Order = order;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid TalkId { get; private set; }
    public ExpectationTalk Talk { get; private set; } = null!;
    public Guid OrganisationId { get; private set; }
    public string Name { get; private set; }
    public string ContactName { get; private set; }
    public string ContactEmail { get; private set; }
    public int Order { get; private set; }

    /// <summary>Last time anything was kept, sent or not.</summary>
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>The first time it said: this is our answer.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    public DateTimeOffset? RemindedAt { get; private set; }
    public IReadOnlyList<TalkAnswer> Answers => answers;

    public bool HasSent => SentAt is not null;

    public bool CanBeMailed => ContactEmail.Length > 0;

    public string AnswerTo(string questionCode) => answers.SingleOrDefault(answer => answer.QuestionCode == questionCode)?.Text ?? "";

    /// <summary>Keeps what is written so far; <paramref name="isSent"/> also hands it in. What is handed in can still be changed.</summary>
    public void Write(IEnumerable<TalkAnswer> newAnswers, bool isSent, DateTimeOffset at)
    {
        answers.Clear();
        answers.AddRange(newAnswers);
        SavedAt = at;
        SentAt ??= isSent ? at : null;
    }

    public void MarkReminded(DateTimeOffset at) => RemindedAt = at;
}

/// <summary>What one side, or the talk, says to one question.</summary>
public sealed class TalkAnswer(string questionCode, string text)
{
    public int Id { get; private set; }
    public string QuestionCode { get; private set; } = questionCode;
    public string Text { get; private set; } = text;
}
