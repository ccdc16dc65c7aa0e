using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Programmes;

/// <summary>The programmes of whoever looks.</summary>
public sealed record ProgrammeListPage(IReadOnlyList<ProgrammeNow> Programmes, DateOnly Today);

/// <summary>One programme as a board: phases with tasks, rounds, associations, and what to look after.</summary>
/// <param name="Now">The programme as it is.</param>
/// <param name="Outline">Tasks and criteria.</param>
/// <param name="Today">When it is looked at.</param>
/// <param name="Agreement">What it rests on: the title, and whether it is in force.</param>
/// <param name="WithoutMail">Associations that cannot be written to.</param>
/// <param name="SeesResults">The lead does; the municipality does not.</param>
public sealed record ProgrammeBoard(
    ProgrammeNow Now, ProgrammeOutline Outline, DateOnly Today, (Guid Id, string Title, bool IsInForce)? Agreement, IReadOnlyList<string> WithoutMail, bool SeesResults)
{
    public CapacityProgramme Programme => Now.Programme;

    public ProgrammePlan Plan => Programme.Plan;

    public bool IsNow(ProgrammePhase phase) => !Programme.IsStopped && Today >= Plan.StartsOn && Today <= Plan.LastDayOf(ProgrammePhase.FollowUp) && Plan.PhaseOn(Today) == phase;

    public bool IsOverdue(ProgrammePhase phase, ProgrammeItem task) => !Programme.IsStopped && Programme.DoneOn(task.Code) is null && Today > Plan.LastDayOf(phase);

    public (string Kind, string Word) StateOf(ProgrammeMember member, ProgrammeRound round) => CheckupStanding.Of(Now, member, round, Today);

    /// <summary>The lead can read what an association has finished.</summary>
    public bool HasResult(ProgrammeMember member) => SeesResults && Now.States.Any(state => state.MemberId == member.Id && state.IsClosed);

    public IEnumerable<string> Warnings()
    {
        if (Programme.IsStopped) yield break;

        var count = Programme.ActiveMembers.Count();

        if (count is < CapacityProgramme.FewestAssociations or > CapacityProgramme.MostAssociations)
        {
            yield return $"Der er {DanishText.Count(count, "forening", "foreninger")} med. Et forløb er lagt an på 8 til 10.";
        }

        if (Agreement is not { IsInForce: true })
        {
            yield return Agreement is null ? "Forløbet hviler ikke på en aftale, der er skrevet under." : "Aftalen bag forløbet er ikke i kraft.";
        }

        if (WithoutMail.Count > 0)
        {
            yield return $"{DanishText.List(WithoutMail)} har ingen mailadresse, så de kan ikke få sundhedstjekket.";
        }

        if (Today >= Plan.HalfTime && !Now.States.Any(state => state is { Round: CheckupRound.Midway, IsBegun: true }))
        {
            yield return "Forløbet er over halvvejs, og ingen er begyndt på runde 2.";
        }
    }
}

/// <summary>How far an association is in a round, in a word and a shape; nothing of what it answered.</summary>
public static class CheckupStanding
{
    public static (string Kind, string Word) Of(ProgrammeNow now, ProgrammeMember member, ProgrammeRound round, DateOnly today) => now.StateOf(member, round) switch
    {
        { IsClosed: true } => ("ok", "Færdig"),
        _ when !member.IsActive => ("pause", "Gik ud"),
        _ when member.JoinedOn > round.ClosesOn => ("pause", "Ikke med endnu"),
        _ when now.Programme.IsStopped => ("pause", "Stoppet"),
        _ when !round.HasOpenedBy(today) => ("new", "Ikke åbnet"),
        var state when today > round.ClosesOn => ("late", state is { IsBegun: true } ? "Ikke færdig" : "Ikke svaret"),
        { IsBegun: true } => ("turn", "I gang"),
        _ => ("turn", "Ikke begyndt"),
    };
}

/// <summary>What one association has come to, for the lead.</summary>
public sealed record MemberResultPage(CapacityProgramme Programme, ProgrammeMember Member, CheckupStory? Story);

public sealed record NewProgrammePage(
    NewProgrammeForm Form, IReadOnlyList<(Guid Id, string Name)> Associations, IReadOnlyList<(Guid Id, string Title)> Agreements, IReadOnlyList<ProgrammeLead> Leads);

public sealed record NewMemberPage(CapacityProgramme Programme, NewMemberForm Form, IReadOnlyList<(Guid Id, string Name)> Associations);

public sealed record RestPage(CapacityProgramme Programme, RestForm Form, IReadOnlyList<(Guid Id, string Title)> Agreements);

public sealed record MoveRoundPage(CapacityProgramme Programme, ProgrammeRound Round, MoveRoundForm Form, bool HasOpened);

public sealed record TickPage(CapacityProgramme Programme, ProgrammeItem Item, TickForm Form);

public sealed record StopProgrammePage(CapacityProgramme Programme, StopProgrammeForm Form);
