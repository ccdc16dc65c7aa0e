using Kem.Match.Web.Domain.Reminders;

namespace Kem.Match.Web.Domain.Programmes;

/// <summary>
/// A course in which a municipality and eight to ten associations grow together (KEM-forløb): four phases, three rounds of
/// health checks, two meetings afterwards. Somebody leads it.
/// </summary>
public sealed class CapacityProgramme : ICallForReminders
{
    public const int FewestAssociations = 8;
    public const int MostAssociations = 10;

    /// <summary>The agenda of the status meetings of an agreement that a programme rests on.</summary>
    public const string Agenda = "AG_KEM";

    public const int LongestReason = 500;

    private readonly List<ProgrammeRound> rounds = [];
    private readonly List<ProgrammeMember> members = [];
    private readonly List<ProgrammeTick> ticks = [];

    public CapacityProgramme(string municipalityCode, Guid? agreementId, string title, ProgrammeLead lead, ProgrammePlan plan, LetterHours hours, DateTimeOffset at)
        : this(municipalityCode, agreementId, title, plan.StartsOn, plan.Months, plan.DaysOpen, at)
    {
        (LeadId, LeadName, LeadEmail) = (lead.Id, lead.Name, lead.Email);
        rounds.AddRange(Enum.GetValues<CheckupRound>().Select(round => new ProgrammeRound(round, plan.OpeningOf(round, hours), plan.DaysOpen)));
        WritePlan();
    }

    private CapacityProgramme(string municipalityCode, Guid? agreementId, string title, DateOnly startsOn, int months, int daysOpen, DateTimeOffset changedAt)
    {
        MunicipalityCode = municipalityCode;
        AgreementId = agreementId;
        Title = title;
        StartsOn = startsOn;
        Months = months;
        DaysOpen = daysOpen;
        ChangedAt = changedAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string MunicipalityCode { get; private set; }

    /// <summary>The signed agreement that it rests on, when there is one.</summary>
    public Guid? AgreementId { get; private set; }

    public string Title { get; private set; }
    public Guid LeadId { get; private set; }
    public string LeadName { get; private set; } = "";
    public string LeadEmail { get; private set; } = "";
    public DateOnly StartsOn { get; private set; }
    public int Months { get; private set; }

    /// <summary>How many days a round is open.</summary>
    public int DaysOpen { get; private set; }

    /// <summary>The plan in words, as everybody reads it (planen).</summary>
    public string PlanText { get; private set; } = "";

    public DateTimeOffset ChangedAt { get; private set; }
    public DateTimeOffset? StoppedAt { get; private set; }
    public string StopReason { get; private set; } = "";

    public IReadOnlyList<ProgrammeRound> Rounds => [.. rounds.OrderBy(round => round.Number)];

    public IReadOnlyList<ProgrammeMember> Members => [.. members.OrderBy(member => member.Order)];

    /// <summary>The tasks that are done and the criteria that are met.</summary>
    public IReadOnlyList<ProgrammeTick> Ticks => ticks;

    public ReminderRoot ReminderRoot => new(ReminderRootKind.Programme, Id);

    public ProgrammePlan Plan => new(StartsOn, Months, DaysOpen);

    public bool IsStopped => StoppedAt is not null;

    public IEnumerable<ProgrammeMember> ActiveMembers => Members.Where(member => member.IsActive);

    public ProgrammeRound RoundOf(CheckupRound which) => rounds.Single(round => round.Which == which);

    public ProgrammeMember? MemberOf(Guid organisationId) => members.Find(member => member.OrganisationId == organisationId && member.IsActive);

    public DateOnly? DoneOn(string code) => ticks.Find(tick => tick.Code == code)?.On;

    /// <summary>The agreement is signed, so from now on the programme rests on it.</summary>
    public void RestOn(Guid agreementId, DateTimeOffset at) => (AgreementId, ChangedAt) = (agreementId, at);

    /// <summary>An association comes in, also when the programme is under way.</summary>
    public ProgrammeMember Add(Guid organisationId, string name, DateOnly on)
    {
        if (MemberOf(organisationId) is not null) throw new InvalidOperationException($"Organisation {organisationId} takes part in programme {Id} already.");

        var member = new ProgrammeMember(organisationId, name, on, members.Count);
        members.Add(member);
        return member;
    }

    /// <summary>An association leaves; what it has answered stays its own.</summary>
    public void Leave(ProgrammeMember member, DateOnly on, DateTimeOffset at)
    {
        member.Leave(on);
        ChangedAt = at;
    }

    /// <summary>The lead gives a round other days. One that has opened keeps its first day.</summary>
    public void MoveRound(CheckupRound which, DateOnly opensOn, DateOnly closesOn, DateTimeOffset at)
    {
        RoundOf(which).MoveTo(opensOn, closesOn);
        WritePlan();
        ChangedAt = at;
    }

    /// <summary>A task is done or a criterion is met; null takes it back.</summary>
    public void Tick(string code, DateOnly? on, DateTimeOffset at)
    {
        ticks.RemoveAll(tick => tick.Code == code);

        if (on is { } day)
        {
            ticks.Add(new ProgrammeTick(code, day));
        }

        ChangedAt = at;
    }

    public void Stop(string reason, DateTimeOffset at)
    {
        StoppedAt ??= at;
        StopReason = reason;
        ChangedAt = at;
    }

    private void WritePlan() => PlanText = ProgrammeText.Of(this);
}

/// <summary>Who leads a programme (programleder).</summary>
public sealed record ProgrammeLead(Guid Id, string Name, string Email);

/// <summary>A task of a phase or a criterion of the municipality, and the day it was in order.</summary>
public sealed class ProgrammeTick(string code, DateOnly on)
{
    public int Id { get; private set; }
    public string Code { get; private set; } = code;
    public DateOnly On { get; private set; } = on;
}
