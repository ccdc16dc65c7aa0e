using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Programmes;

namespace Kem.Match.Web.Features.Shared;

/// <summary>How rounds and results of health checks are said in Danish.</summary>
public static class CheckupText
{
    private const int Scale = 5;

    public static string Round(CheckupRound round) => round switch
    {
        CheckupRound.Start => "Runde 1, ved start",
        CheckupRound.Midway => "Runde 2, midtvejs",
        _ => "Runde 3, til slut",
    };

    /// <summary>The result in one sentence; <paramref name="who"/> is "I" to the association itself.</summary>
    public static string Headline(CheckupStory story, string who) => story switch
    {
        { Latest.Covers: 0 } => "Der er for få svar til at vise et billede",
        { BestStep: { } best } => $"{who} er gået mest frem i {Small(best.Subject)}",
        { Rounds.Count: > 1 } => $"{who} står, hvor {(who == "I" ? "I" : "de")} stod sidst",
        _ => $"{who} står stærkest i {Small(story.Latest.Plotted.MaxBy(subject => subject.Value)!.Subject)}",
    };

    /// <summary>The total with what it covers, or that there is none.</summary>
    public static string Total(CheckupScore score) => score.Total is { } total
        ? $"I alt {DanishText.Figure(total, 1)} af {Scale}, regnet på {DanishText.Share(score.Covers, score.Subjects.Count)} emner."
        : "Et emne skal have mindst to svar for at tælle med.";

    public static string Value(double? value) => value is { } number ? DanishText.Figure(number, 1) : "for få svar";

    /// <summary>"+0,7", "−1,0" or "uændret", with the typographic minus; a dash when two rounds cannot be compared.</summary>
    public static string Step(double? step) => step switch
    {
        null => "–",
        0 => "uændret",
        > 0 and var up => $"+{DanishText.Figure(up, 1)}",
        var down => $"−{DanishText.Figure(-down.Value, 1)}",
    };

    // "PR og markedsføring" keeps its capitals.
    private static string Small(CheckupSubject subject) =>
        subject.Name is [_, var second, ..] && char.IsUpper(second) ? subject.Name : char.ToLowerInvariant(subject.Name[0]) + subject.Name[1..];
}
