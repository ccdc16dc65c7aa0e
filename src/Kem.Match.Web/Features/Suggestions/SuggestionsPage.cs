using Kem.Match.Engine;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Suggestions;

public sealed class SuggestionsPage
{
    public required Need Need { get; init; }
    public required WhatIf WhatIf { get; init; }
    public required IReadOnlyList<SuggestedPartner> Partners { get; init; }

    /// <summary>Where partners stand when no slider is moved.</summary>
    public required IReadOnlyDictionary<Guid, int> UsualRanks { get; init; }

    /// <summary>How a partner has moved in a trial list; null where it has not, and in the list itself.</summary>
    public Move? MoveOf(SuggestedPartner partner)
    {
        if (!WhatIf.IsOn) return null;
        if (!UsualRanks.TryGetValue(partner.Partner.Id, out var usual)) return new Move(From: null, IsUp: true);

        return usual == partner.Rank ? null : new Move(usual, IsUp: partner.Rank < usual);
    }

    /// <summary>Partners that cover the need together; null when one covers it alone.</summary>
    public required Together? Bundle { get; init; }

    /// <summary>Partners that a rule keeps out, rule by rule.</summary>
    public required IReadOnlyList<IGrouping<string, Organisation>> SortedOut { get; init; }

    /// <summary>How many each rule keeps out, of all who could be asked.</summary>
    public required IReadOnlyList<RequirementCount> KeptOut { get; init; }

    /// <summary>What the need requires and somebody does not meet; empty when it keeps nobody out.</summary>
    public IEnumerable<UnmetRequirement> Unmet => KeptOut.Select(UnmetRequirement.Of).OfType<UnmetRequirement>();

    public required IReadOnlyList<Organisation> Dismissed { get; init; }
    public required int Considered { get; init; }
    public required bool CanPropose { get; init; }
    public required bool HasMore { get; init; }

    /// <summary>Ids of partners that are ticked for comparison.</summary>
    public IReadOnlyList<Guid> Chosen { get; set; } = [];
}

/// <summary>One partner as the page shows it.</summary>
/// <param name="Partner">The organisation.</param>
/// <param name="Suggestion">What the engine says.</param>
/// <param name="Proposal">A proposal that was already sent about this need, if any.</param>
/// <param name="OpenProposals">How many proposals the partner has not answered yet.</param>
/// <param name="Rank">Where it stands on the page; 1 is first.</param>
public sealed record SuggestedPartner(Organisation Partner, Suggestion Suggestion, MatchProposal? Proposal, int OpenProposals, int Rank);

/// <param name="From">Where the partner stands when no slider is moved; null when it is not on the page then.</param>
/// <param name="IsUp">True when it stands higher now.</param>
public sealed record Move(int? From, bool IsUp);

/// <summary>Two or three partners that together cover what nobody covers alone (et samlet hold).</summary>
/// <param name="Partners">Best fit first.</param>
/// <param name="Missing">What is still missing; empty when the need is whole.</param>
public sealed record Together(IReadOnlyList<TogetherPartner> Partners, IReadOnlyList<string> Missing);

/// <param name="Partner">The organisation.</param>
/// <param name="Covers">What it covers of the need.</param>
public sealed record TogetherPartner(Organisation Partner, IReadOnlyList<string> Covers);

/// <summary>A requirement of the need that keeps partners out (krav).</summary>
/// <param name="Sentence">"3 partnere har ikke oplyst, at de taler somali"</param>
/// <param name="Subject">What it is about: "sprog".</param>
/// <param name="Step">The step of the need where it can be loosened.</param>
public sealed record UnmetRequirement(string Sentence, string Subject, string Step)
{
    /// <summary>Null for the rules that the need has no say in, such as a pause.</summary>
    public static UnmetRequirement? Of(RequirementCount rule)
    {
        var sentence = $"{DanishText.Count(rule.Removed, "partner", "partnere")} {char.ToLowerInvariant(rule.Text.Danish[0])}{rule.Text.Danish[1..]}";

        return rule.Requirement switch
        {
            Requirement.Language => new UnmetRequirement(sentence, "sprog", "hvem-og-hvad"),
            Requirement.Having => new UnmetRequirement(sentence, rule.Code, "hvem-og-hvad"),
            Requirement.Rest => new UnmetRequirement(sentence, "hviletid", "hvor-og-hvornaar"),
            Requirement.Place => new UnmetRequirement(sentence, "afstand", "hvor-og-hvornaar"),
            _ => null,
        };
    }
}

public sealed class ComparisonPage
{
    public required Need Need { get; init; }
    public required IReadOnlyList<SuggestedPartner> Partners { get; init; }
    public required IReadOnlyList<ComparedRow> Rows { get; init; }
    public required bool CanPropose { get; init; }
}

/// <summary>One criterion; the cells stand in the order of the partners.</summary>
public sealed record ComparedRow(string Label, IReadOnlyList<string> Cells)
{
    public bool Differs => Cells.Distinct().Count() > 1;
}
