using Kem.Match.Engine;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Signals;
using Microsoft.AspNetCore.Mvc;

namespace Kem.Match.Web.Features.Suggestions;

/// <summary>
/// "Hvad hvis …": how much each lens counts in a trial list, 0 to 4. The address of the page is all that remembers it, so
/// a link shows the same list to somebody else, and nothing of it is ever stored or learned from.
/// </summary>
public sealed class WhatIf
{
    public const int Least = 0;
    public const int Ordinary = 2;
    public const int Most = 4;

    private static readonly double[] Factors = [0, 0.5, 1, 2, 4];

    /// <summary>What the places of a slider are called, from the lowest.</summary>
    public static IReadOnlyList<string> AllWords { get; } = ["Tæller ikke med", "Lidt vigtigt", "Almindeligt", "Vigtigt", "Meget vigtigt"];

    [FromQuery(Name = "adgang")]
    public int Access { get; init; } = Ordinary;

    [FromQuery(Name = "opgave")]
    public int SameTask { get; init; } = Ordinary;

    [FromQuery(Name = "supplement")]
    public int Complement { get; init; } = Ordinary;

    [FromQuery(Name = "laering")]
    public int Learning { get; init; } = Ordinary;

    [FromQuery(Name = "praktisk")]
    public int Practical { get; init; } = Ordinary;

    /// <summary>The five sliders; how ready a partner is always counts as it does.</summary>
    public IReadOnlyList<Slider> Sliders =>
    [
        new("adgang", Lens.Access, Kept(Access)),
        new("opgave", Lens.SameTask, Kept(SameTask)),
        new("supplement", Lens.Complement, Kept(Complement)),
        new("laering", Lens.Learning, Kept(Learning)),
        new("praktisk", Lens.Practical, Kept(Practical)),
    ];

    /// <summary>True when somebody has moved a slider, so that the list is a trial.</summary>
    public bool IsOn => Sliders.Any(slider => slider.Value != Ordinary);

    /// <summary>What a link must carry to show the same list; empty when nothing was moved.</summary>
    public string Query => string.Concat(Sliders.Where(slider => slider.Value != Ordinary).Select(slider => $"&{slider.Name}={slider.Value}"));

    public static string WordOf(int value) => AllWords[value];

    /// <summary>
    /// How many times each lens counts. All of them together count as much as before, so that it only matters what is turned
    /// up or down against the rest, and the words for a good fit keep their meaning.
    /// </summary>
    /// <param name="weights">How much each signal counts in the hand-set ranking.</param>
    public IReadOnlyDictionary<Lens, double> EmphasisIn(PriorWeights weights)
    {
        var factors = Sliders.ToDictionary(slider => slider.Lens, slider => Factors[slider.Value]);
        var (before, after) = (0.0, 0.0);

        foreach (var signal in SignalTable.All)
        {
            var points = Math.Abs(weights.PointsOf(signal.Code));
            before += points;
            after += points * FactorOf(signal.Lens);
        }

        return Enum.GetValues<Lens>().ToDictionary(lens => lens, lens => after > 0 ? FactorOf(lens) * before / after : 1);

        double FactorOf(Lens lens) => factors.GetValueOrDefault(lens, 1);
    }

    private static int Kept(int value) => Math.Clamp(value, Least, Most);
}

/// <summary>One slider: its name in the address, the lens it turns up or down, and where it stands.</summary>
public sealed record Slider(string Name, Lens Lens, int Value);
