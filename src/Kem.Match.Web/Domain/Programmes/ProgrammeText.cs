using System.Globalization;

namespace Kem.Match.Web.Domain.Programmes;

/// <summary>The plan of a programme in words: what the parties read, and what the watchdog counts from.</summary>
public static class ProgrammeText
{
    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    public static string Of(CapacityProgramme programme) => string.Join(
        ' ',
        new[]
        {
            $"Forløbet begynder {Day(programme.StartsOn)} og varer {programme.Months} måneder.",
            "Sundhedstjekket åbner ved start, halvvejs og når den sidste måned af forankringen begynder.",
            $"Hver runde er åben i {programme.DaysOpen} dage.",
            "Der holdes statusmøde 4 og 8 måneder efter slutningen.",
        }.Concat(programme.Rounds.Where(round => round.IsMoved).Select(round => $"Runde {round.Number} er lagt fra {Day(round.OpensOn)} til {Day(round.ClosesOn)}.")));

    private static string Day(DateOnly day) => day.ToString("d. MMMM yyyy", Danish);
}
