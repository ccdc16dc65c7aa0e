using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Signals;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Explanations;

/// <summary>What the catalogue does not say about a partner; a person reads it as "Det ved vi ikke".</summary>
internal static class Unknowns
{
    private const int MostLines = 3;
    private const int LongAgoInMonths = 12;

    public static IReadOnlyList<Wording> Of(Fit fit)
    {
        var lines = new List<Wording>();
        var profile = fit.Profile;
        if (fit.Need.Asks(CodeKind.Language) && profile.Languages.Count == 0)
        {
            lines.Add(new("Hvilke sprog de taler", "Which languages they speak"));
        }

        if (fit.Need.Asks(CodeKind.TargetGroup) && profile.TargetGroups.Count == 0)
        {
            lines.Add(new("Hvem de selv siger, at de når", "Whom they themselves say they reach"));
        }

        if (fit.Need.Asks(CodeKind.Competence) && profile.Competences.Count == 0)
        {
            lines.Add(new("Hvad de selv siger, at de kan", "What they themselves say they can do"));
        }

        if (fit.Partner.Place.Kind == PlaceKind.Unknown)
        {
            lines.Add(new("Hvor de holder til", "Where they are"));
        }

        if (profile.MonthsSinceConfirmed is null)
        {
            lines.Add(new("Om oplysningerne stadig passer. De har ikke selv bekræftet dem", "Whether the information still holds. They have not confirmed it"));
        }
        else if (profile.MonthsSinceConfirmed > LongAgoInMonths)
        {
            lines.Add(new("Om oplysningerne stadig passer. De er over et år gamle", "Whether the information still holds. It is more than a year old"));
        }

        if (lines.Count < MostLines)
        {
            lines.Add(profile.Kind == PartnerKind.Company
                ? new("Hvor mange timer de kan give", "How many hours they can give")
                : new("Om de har tid, og hvornår på dagen de kan", "Whether they have time, and at what time of day"));
        }

        return lines.Count > MostLines ? lines[..MostLines] : lines;
    }
}
