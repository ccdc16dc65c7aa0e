using Kem.Match.Web.Domain.Reminders;

namespace Kem.Match.Web.Domain.Programmes;

/// <summary>The three times that associations take their health check (måling).</summary>
public enum CheckupRound
{
    Start = 1,
    Midway = 2,
    End = 3,
}

/// <summary>When a round is open.</summary>
public sealed class ProgrammeRound
{
    internal ProgrammeRound(CheckupRound which, DateOnly opensOn, int daysOpen) : this(which, opensOn, opensOn.AddDays(daysOpen - 1))
    {
    }

    private ProgrammeRound(CheckupRound which, DateOnly opensOn, DateOnly closesOn) => (Which, OpensOn, ClosesOn) = (which, opensOn, closesOn);

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public CheckupRound Which { get; private set; }

    public DateOnly OpensOn { get; private set; }

    /// <summary>The last day.</summary>
    public DateOnly ClosesOn { get; private set; }

    /// <summary>Rises when the opening is moved, so that what was written about the old day is told apart.</summary>
    public int Sequence { get; private set; }

    public bool IsMoved { get; private set; }

    public int Number => (int)Which;

    public bool IsOpenOn(DateOnly day) => day >= OpensOn && day <= ClosesOn;

    public bool HasOpenedBy(DateOnly day) => OpensOn <= day;

    internal void MoveTo(DateOnly opensOn, DateOnly closesOn)
    {
        if (closesOn < opensOn) throw new InvalidOperationException($"Round {Id} cannot close before it opens.");

        Sequence += opensOn == OpensOn ? 0 : 1;
        IsMoved = true;
        (OpensOn, ClosesOn) = (opensOn, closesOn);
    }
}

/// <summary>An association's place in a programme (deltager).</summary>
public sealed class ProgrammeMember : ICallForReminders
{
    internal ProgrammeMember(Guid organisationId, string name, DateOnly joinedOn, int order)
    {
        OrganisationId = organisationId;
        Name = name;
        JoinedOn = joinedOn;
        Order = order;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid ProgrammeId { get; private set; }
    public Guid OrganisationId { get; private set; }
    public string Name { get; private set; }
    public int Order { get; private set; }
    public DateOnly JoinedOn { get; private set; }

    /// <summary>The last day it takes part; null while it does.</summary>
    public DateOnly? LeftOn { get; private set; }

    /// <summary>The association lets status meetings see how it has moved. Off until it says so itself.</summary>
    public bool ShowsChange { get; private set; }

    public bool IsActive => LeftOn is null;

    public ReminderRoot ReminderRoot => new(ReminderRootKind.Programme, ProgrammeId);

    public void Show(bool showsChange) => ShowsChange = showsChange;

    internal void Leave(DateOnly on) => LeftOn ??= on;
}
