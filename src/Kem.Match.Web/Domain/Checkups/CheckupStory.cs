using Kem.Match.Web.Domain.Programmes;

namespace Kem.Match.Web.Domain.Checkups;

/// <summary>One round with its result.</summary>
public sealed record RoundScore(CheckupRound Round, CheckupScore Score);

/// <summary>An association's way through the rounds, as far as it has come (udvikling).</summary>
/// <param name="Name">The association.</param>
/// <param name="Rounds">Those that it has finished, the first one first.</param>
/// <param name="Changes">Each subject through the rounds, the largest step forward first.</param>
public sealed record CheckupStory(string Name, IReadOnlyList<RoundScore> Rounds, IReadOnlyList<SubjectChange> Changes)
{
    public CheckupScore Latest => Rounds[^1].Score;

    /// <summary>The subject that has moved forward most since the round before; null when none has.</summary>
    public SubjectChange? BestStep => Changes is [{ Step: > 0 } best, ..] ? best : null;

    /// <summary>Null when the association has finished none.</summary>
    public static CheckupStory? Of(string name, CheckupQuestions questions, IEnumerable<Checkup> checkups)
    {
        var rounds = checkups.Where(checkup => checkup.IsClosed).OrderBy(checkup => checkup.Round)
            .Select(checkup => new RoundScore(checkup.Round, CheckupScore.Of(questions, checkup.Answers))).ToList();

        return rounds.Count == 0 ? null : new CheckupStory(name, rounds, SubjectChange.Sorted(questions, [.. rounds.Select(round => round.Score)]));
    }
}
