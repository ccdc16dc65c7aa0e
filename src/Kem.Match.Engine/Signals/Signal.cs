using Kem.Match.Engine.Explanations;

namespace Kem.Match.Engine.Signals;

/// <summary>Which way a higher value can only move the score.</summary>
public enum Direction
{
    /// <summary>A higher value never counts against a partner.</summary>
    Up,

    /// <summary>The domain does not say; learning may find out.</summary>
    Either,
}

/// <summary>One thing the ranking looks at.</summary>
public sealed class Signal
{
    internal Signal(
        string code, Lens lens, Wording label, string unit, string whenEmpty,
        Func<Fit, double> compute, Func<Fit, double, Wording> fact,
        Func<Fit, Sentence?>? toAsker = null, Func<Fit, Sentence?>? toPartner = null, bool isTopical = false, bool saysLittle = false, Direction direction = Direction.Up)
    {
        Code = code;
        Lens = lens;
        Label = label;
        Unit = unit;
        WhenEmpty = whenEmpty;
        IsTopical = isTopical;
        SaysLittle = saysLittle;
        Direction = direction;
        Compute = compute;
        Fact = fact;
        ToAsker = toAsker ?? (_ => null);
        ToPartner = toPartner ?? (_ => null);
    }

    public string Code { get; }
    public Lens Lens { get; }

    /// <summary>What a person reads in the list of contributions.</summary>
    public Wording Label { get; }

    public string Unit { get; }

    /// <summary>The value where the request or the catalogue says nothing, in words.</summary>
    public string WhenEmpty { get; }

    /// <summary>Every signal runs from nothing to everything.</summary>
    public (double Least, double Most) Range { get; } = (0, 1);

    /// <summary>Which way a higher value may move the score; learning is held to it.</summary>
    public Direction Direction { get; }

    /// <summary>True when the signal is about what is asked for, not about place or readiness.</summary>
    public bool IsTopical { get; }

    /// <summary>True when its sentence is given only for want of a better one.</summary>
    public bool SaysLittle { get; }

    internal Func<Fit, double> Compute { get; }
    internal Func<Fit, double, Wording> Fact { get; }
    internal Func<Fit, Sentence?> ToAsker { get; }
    internal Func<Fit, Sentence?> ToPartner { get; }
}
