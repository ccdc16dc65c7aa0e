using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Domain.Reminders;

namespace Kem.Match.Web.Domain.Checkups;

/// <summary>How far an association is with what a statement says. The first five are the scale, with the number they count as.</summary>
public enum CheckupChoice
{
    NotYet = 1,
    Begun = 2,
    Partly = 3,
    Mostly = 4,
    InPlace = 5,
    DontKnow,
    NotRelevant,
}

/// <summary>
/// One association in one round of a programme (sundhedstjek). The answers are the association's own: it keeps them as it
/// goes, says itself when it is done, and decides what others get to know.
/// </summary>
public sealed class Checkup(Guid programmeId, Guid memberId, Guid organisationId, CheckupRound round, DateTimeOffset invitedAt) : ICallForReminders
{
    private readonly List<CheckupAnswer> answers = [];

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid ProgrammeId { get; private set; } = programmeId;
    public CapacityProgramme Programme { get; private set; } = null!;

    /// <summary>The association's place in the programme.</summary>
    public Guid MemberId { get; private set; } = memberId;

    public Guid OrganisationId { get; private set; } = organisationId;
    public CheckupRound Round { get; private set; } = round;
    public DateTimeOffset InvitedAt { get; private set; } = invitedAt;

    /// <summary>The last time an answer was kept; null when nobody has begun.</summary>
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>The association has said that these are its answers.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public IReadOnlyList<CheckupAnswer> Answers => answers;

    /// <summary>Subjects in which the association wants help; each is a wish of the organisation.</summary>
    public List<string> HelpWanted { get; private set; } = [];

    /// <summary>Subjects in which the association will help others; each is a competence of the organisation.</summary>
    public List<string> HelpOffered { get; private set; } = [];

    public ReminderRoot ReminderRoot => new(ReminderRootKind.Programme, ProgrammeId);

    public bool IsBegun => SavedAt is not null;

    public bool IsClosed => ClosedAt is not null;

    public CheckupChoice? AnswerTo(string statement) => answers.Find(answer => answer.Statement == statement)?.Choice;

    public bool HasAnswered(CheckupSubject subject) => subject.Core.All(statement => AnswerTo(statement.Code) is not null);

    /// <summary>Keeps the answers of one page; two who fill in together do not overwrite each other's pages.</summary>
    public void Answer(IReadOnlyDictionary<string, CheckupChoice> given, DateTimeOffset at)
    {
        if (IsClosed) throw new InvalidOperationException($"Checkup {Id} is closed.");

        answers.RemoveAll(answer => given.ContainsKey(answer.Statement));
        answers.AddRange(given.Select(answer => new CheckupAnswer(answer.Key, answer.Value)));
        SavedAt = at;
    }

    /// <summary>There is something to show a result of.</summary>
    public bool CanBeClosed => !IsClosed && answers.Count > 0;

    public void Close(DateTimeOffset at)
    {
        if (!CanBeClosed) throw new InvalidOperationException($"Checkup {Id} has no answers or is closed.");

        ClosedAt = at;
    }

    /// <summary>The association wants to change an answer while the round is open.</summary>
    public void Reopen() => ClosedAt = null;

    /// <summary>What the association itself says that others may know.</summary>
    public void Decide(IEnumerable<string> wanted, IEnumerable<string> offered) => (HelpWanted, HelpOffered) = ([.. wanted], [.. offered]);
}

/// <summary>What the association says to one statement.</summary>
public sealed class CheckupAnswer(string statement, CheckupChoice choice)
{
    public int Id { get; private set; }
    public string Statement { get; private set; } = statement;
    public CheckupChoice Choice { get; private set; } = choice;

    /// <summary>1 to 5; null for an answer that counts for nothing.</summary>
    public int? Points => Choice <= CheckupChoice.InPlace ? (int)Choice : null;
}

/// <summary>How far a health check is, and nothing of what it says: this much the municipality may know.</summary>
public sealed record CheckupState(Guid Id, Guid MemberId, CheckupRound Round, DateTimeOffset InvitedAt, bool IsBegun, bool IsClosed);
