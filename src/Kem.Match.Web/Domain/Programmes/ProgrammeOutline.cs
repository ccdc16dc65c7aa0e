namespace Kem.Match.Web.Domain.Programmes;

/// <summary>What belongs to every programme, as it stands in <c>kem-programme.json</c>: the tasks of each phase, and what the municipality must bring.</summary>
public sealed record ProgrammeOutline(IReadOnlyList<PhaseOutline> Phases, IReadOnlyList<ProgrammeItem> Criteria)
{
    /// <summary>A task or a criterion; null when there is none with the code.</summary>
    public ProgrammeItem? Find(string code) => Criteria.Concat(Phases.SelectMany(phase => phase.Tasks)).FirstOrDefault(item => item.Code == code);
}

/// <summary>A phase with its tasks, in order.</summary>
public sealed record PhaseOutline(ProgrammePhase Phase, string Name, IReadOnlyList<ProgrammeItem> Tasks);

/// <summary>Something that is ticked off: a task or a criterion.</summary>
public sealed record ProgrammeItem(string Code, string Name)
{
    /// <summary>The tasks that are the two meetings after the end, in order.</summary>
    public static IReadOnlyList<string> FollowUps { get; } = ["P4_S1", "P4_S2"];
}
