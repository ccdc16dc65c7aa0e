using System.Text.RegularExpressions;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>
/// A first wording of what the parties want to achieve together. A need speaks for the one who has it ("Vi mangler …"), and an
/// agreement for all, so only what is missed is taken over: it reads on from "Det vil vi opnå sammen:".
/// </summary>
public static partial class SharedPurpose
{
    public static string Of(Need need, Taxonomy taxonomy)
    {
        var sentence = need.Title.Trim().TrimEnd('.');
        if (Missed().Match(sentence) is { Success: true } missed) return DanishText.Capitalised(missed.Groups["what"].Value);
        if (!SpeaksForOne().IsMatch(sentence)) return sentence;

        // What one of them wants is no common purpose; what it is about is.
        var (activities, groups) = (need.Activities.Select(taxonomy.Activities.Label), need.TargetGroups.Select(taxonomy.TargetGroups.Label));
        return need.Activities.Count == 0 || need.TargetGroups.Count == 0
            ? $"{need.Asker.Name} skrev: »{sentence}«"
            : DanishText.Capitalised($"{DanishText.List(activities)} for {DanishText.List(groups)}".ToLowerInvariant());
    }

    [GeneratedRegex(@"^(Vi|Jeg) (mangler|søger|efterlyser|savner|leder efter|har brug for|ønsker os) (?<what>.+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Missed();

    [GeneratedRegex(@"^(Vi|Vores|Jeg|Min) |\b(os|vores)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex SpeaksForOne();
}
