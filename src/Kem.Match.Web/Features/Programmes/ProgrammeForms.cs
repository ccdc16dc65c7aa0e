using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Programmes;

/// <summary>A programme as it is begun.</summary>
public sealed class NewProgrammeForm
{
    [Required(ErrorMessage = "Skriv, hvad forløbet skal hedde."), StringLength(200), NoCprNumber, Display(Name = "Navn")]
    public string? Title { get; init; }

    /// <summary>Who leads it; a lead who makes a programme leads it.</summary>
    [Display(Name = "Leder")]
    public Guid? Lead { get; init; }

    [Required(ErrorMessage = "Vælg den første dag."), Display(Name = "Første dag")]
    public DateOnly? StartsOn { get; init; }

    [Required(ErrorMessage = "Skriv, hvor mange måneder forløbet varer."), Range(ProgrammePlan.FewestMonths, ProgrammePlan.MostMonths, ErrorMessage = "Skriv et tal fra 12 til 16."), Display(Name = "Måneder")]
    public int? Months { get; init; }

    [Required(ErrorMessage = "Skriv, hvor mange dage en runde er åben."), Range(ProgrammePlan.FewestDaysOpen, ProgrammePlan.MostDaysOpen, ErrorMessage = "Skriv et tal fra 21 til 60."), Display(Name = "Dage")]
    public int? DaysOpen { get; init; }

    [Display(Name = "Aftale")]
    public Guid? Agreement { get; init; }

    [Display(Name = "Foreninger")]
    public List<Guid> Associations { get; init; } = [];
}

public sealed class NewMemberForm
{
    [Required(ErrorMessage = "Vælg en forening."), Display(Name = "Forening")]
    public Guid? Association { get; init; }
}

/// <summary>Which agreement the programme rests on.</summary>
public sealed class RestForm
{
    [Required(ErrorMessage = "Vælg en aftale."), Display(Name = "Aftale")]
    public Guid? Agreement { get; init; }
}

/// <summary>Other days for a round. Its first day is only asked for while it has not opened.</summary>
public sealed class MoveRoundForm
{
    private const int MostDays = 120;

    [Display(Name = "Første dag")]
    public DateOnly? OpensOn { get; init; }

    [Required(ErrorMessage = "Vælg den sidste dag."), Display(Name = "Sidste dag")]
    public DateOnly? ClosesOn { get; init; }

    public static MoveRoundForm Of(ProgrammeRound round) => new() { OpensOn = round.OpensOn, ClosesOn = round.ClosesOn };

    /// <summary>What cannot be as it is written, by field.</summary>
    public IEnumerable<(string Field, string Problem)> Problems(CapacityProgramme programme, ProgrammeRound round, DateOnly today)
    {
        var opens = FirstDay(round, today);

        if (opens is null)
        {
            yield return (nameof(OpensOn), "Vælg den første dag.");
        }
        else if (opens < today && !round.HasOpenedBy(today))
        {
            yield return (nameof(OpensOn), "Vælg en dag fra i dag og frem. En runde kan ikke åbne i går.");
        }
        else if (opens > programme.Plan.FollowUps[^1])
        {
            yield return (nameof(OpensOn), $"Vælg en dag til og med {DanishText.Date(programme.Plan.FollowUps[^1])}. Så længe varer forløbet.");
        }

        if (opens is { } first && ClosesOn < first.AddDays(ProgrammePlan.FewestDaysOpen - 1))
        {
            yield return (nameof(ClosesOn), $"Lad runden være åben i mindst {ProgrammePlan.FewestDaysOpen} dage: til og med {DanishText.Date(first.AddDays(ProgrammePlan.FewestDaysOpen - 1))}.");
        }
        else if (opens is { } day && ClosesOn > day.AddDays(MostDays))
        {
            yield return (nameof(ClosesOn), $"Vælg en dag til og med {DanishText.Date(day.AddDays(MostDays))}. Ellers går runderne ind i hinanden.");
        }
        else if (ClosesOn < today)
        {
            yield return (nameof(ClosesOn), "Vælg en dag fra i dag og frem.");
        }
    }

    public DateOnly? FirstDay(ProgrammeRound round, DateOnly today) => round.HasOpenedBy(today) ? round.OpensOn : OpensOn;
}

/// <summary>The day that something was in order.</summary>
public sealed class TickForm
{
    [Required(ErrorMessage = "Vælg den dag, det var i orden."), Display(Name = "Dag")]
    public DateOnly? On { get; init; }
}

public sealed class StopProgrammeForm
{
    [Required(ErrorMessage = "Skriv, hvorfor forløbet stopper."), StringLength(CapacityProgramme.LongestReason), NoCprNumber, Display(Name = "Grund")]
    public string? Reason { get; init; }
}
