using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Explanations;

/// <summary>
/// The reasons to one side. Sentences are made a few at a time and kept when the fact they name is worth something, until
/// there are enough: one from each lens before a second from any, and what the two share before what is practical, so
/// that three sentences tell three different things.
/// </summary>
/// <param name="lenses">What can be spoken of.</param>
/// <param name="sentenceOf">What a signal says to this side, if anything.</param>
internal sealed class Reasons(IReadOnlyList<SpeakingLens> lenses, Func<Signal, Sentence?> sentenceOf)
{
    private const int Most = 3;

    /// <summary>A fact that moves the score less than this is not worth a sentence.</summary>
    private const double LeastPoints = 0.1;

    private readonly IEnumerator<SentenceInTurn> sentences = InTurn(lenses, sentenceOf).GetEnumerator();
    private readonly List<(SentenceInTurn Sentence, int Question)> asked = [];
    private readonly List<(int At, Reason Reason)> said = [];
    private bool isOver;

    /// <summary>True when there are enough, or no more to be had.</summary>
    public bool AreWhole => isOver || said.Count == Most;

    /// <summary>Strongest signal first.</summary>
    public IReadOnlyList<Reason> InOrder => [.. said.OrderBy(s => s.At).Select(s => s.Reason)];

    /// <summary>Makes as many sentences as are missing.</summary>
    /// <param name="ask">Asks what a fact is worth, and gives the number of the question.</param>
    public void AskForMore(Func<Fact, int> ask)
    {
        while (said.Count + asked.Count < Most && !isOver)
        {
            if (sentences.MoveNext()) asked.Add((sentences.Current, ask(sentences.Current.Sentence.Fact)));
            else isOver = true;
        }
    }

    /// <summary>Keeps those of the sentences asked about whose fact is worth saying.</summary>
    /// <param name="worth">The answer to a question, in points.</param>
    public void Settle(Func<int, double> worth)
    {
        foreach (var ((at, signal, sentence), question) in asked)
        {
            if (worth(question) is >= LeastPoints and var points) said.Add((at, new Reason(signal.Lens, sentence.Text, sentence.Fact, points)));
        }

        asked.Clear();
    }

    private static IEnumerable<SentenceInTurn> InTurn(IReadOnlyList<SpeakingLens> lenses, Func<Signal, Sentence?> sentenceOf)
    {
        var left = lenses.Select(lens => (lens.IsSecondary, Signals: new Queue<(int, Signal)>(lens.Signals))).ToList();
        for (var secondary = false; left.Exists(lens => lens.Signals.Count > 0); secondary = !secondary)
        {
            var turn = new List<SentenceInTurn>();
            foreach (var (isSecondary, signals) in left)
            {
                if (isSecondary == secondary && NextOf(signals, sentenceOf) is { } next) turn.Add(next);
            }

            foreach (var next in turn.OrderBy(t => t.At)) yield return next;
        }
    }

    private static SentenceInTurn? NextOf(Queue<(int At, Signal Signal)> signals, Func<Signal, Sentence?> sentenceOf)
    {
        while (signals.TryDequeue(out var next))
        {
            if (sentenceOf(next.Signal) is { } sentence) return new SentenceInTurn(next.At, next.Signal, sentence);
        }

        return null;
    }

    /// <param name="At">Place of the signal among those of the partner, the strongest being 0.</param>
    /// <param name="Signal">What it speaks of.</param>
    private sealed record SentenceInTurn(int At, Signal Signal, Sentence Sentence);
}

/// <summary>The signals of one lens that can be spoken of for a partner.</summary>
/// <param name="IsSecondary">True for what is said only after the rest: what is practical, and what says little.</param>
/// <param name="Signals">The strongest first, each with its place among all of the partner's.</param>
internal sealed record SpeakingLens(bool IsSecondary, IReadOnlyList<(int At, Signal Signal)> Signals)
{
    /// <summary>A signal below this is too weak to be given as a reason.</summary>
    private const double LeastForAReason = 0.2;

    /// <param name="order">Numbers of the signals, the strongest first.</param>
    /// <param name="row">One value per signal.</param>
    /// <param name="points">What each signal added to the score.</param>
    public static IReadOnlyList<SpeakingLens> Of(int[] order, float[] row, double[] points) =>
    [
        .. Enumerable.Range(0, order.Length)
            .Where(at => points[order[at]] > 0 && row[order[at]] >= LeastForAReason)
            .Select(at => (At: at, Signal: SignalTable.All[order[at]]))
            .GroupBy(s => (s.Signal.Lens, s.Signal.SaysLittle))
            .Select(lens => new SpeakingLens(lens.Key.SaysLittle || lens.Key.Lens == Lens.Practical, [.. lens])),
    ];
}
