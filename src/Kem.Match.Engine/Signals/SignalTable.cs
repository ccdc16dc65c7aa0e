using System.Globalization;
using Kem.Match.Engine.Explanations;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Signals;

/// <summary>
/// Every signal, declared once. "Not asked" means that the value is not a number and counts nothing; see
/// <see cref="Ranking.Prior"/>. Reasons name concrete facts; what is private to one side is in no sentence to the other.
/// </summary>
public static class SignalTable
{
    private const double FarAwayInKilometres = 60;

    /// <summary>Shared words beyond this share of the request say no more.</summary>
    private const double EnoughWords = 0.4;

    private const int FreshMonths = 12;
    private const int EnoughDescription = 120;
    private const int AmpleSlots = 2;
    private const int RestDays = 60;
    private const int VisitMonths = 24;
    private const double YearsToSettle = 5;
    private const string Share = "share of what is asked for";
    private const string NotAsked = "not asked";

    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    public static IReadOnlyList<Signal> All { get; } =
    [
        // Access to the target group
        new("target-groups", Lens.Access, new("Målgruppe", "Target group"), Share, NotAsked,
            f => f.Stated(CodeKind.TargetGroup), (f, v) => SharedFact(f, v, CodeKind.TargetGroup),
            f => Because(f, CodeKind.TargetGroup, Knowledge.Stated, Knowledge.Stated,
                "{0} har kontakt med {1}, som I gerne vil nå.", "{0} is in contact with {1}, whom you would like to reach."),
            f => Because(f, CodeKind.TargetGroup, Knowledge.Stated, Knowledge.Stated,
                "De vil gerne nå {1}. Dem kender I.", "They would like to reach {1}. You know them."),
            isTopical: true),
        new("target-groups-read", Lens.Access, new("Målgruppe, læst i teksten", "Target group, read from the text"), Share, NotAsked,
            f => f.Understood(CodeKind.TargetGroup), (f, v) => ReadFact(f, v, CodeKind.TargetGroup),
            f => Because(f, CodeKind.TargetGroup, Knowledge.Read, Knowledge.Read,
                    "{0} nævner {1} i sin beskrivelse.", "{0} mentions {1} in its description.")
                ?? Near(f, CodeKind.TargetGroup, "{0} kender {1}. Det ligger tæt på {2}.", "{0} knows {1}. That is close to {2}."),
            f => Because(f, CodeKind.TargetGroup, Knowledge.Read, Knowledge.Read,
                "De vil gerne nå {1}. Dem nævner I selv.", "They would like to reach {1}. You mention them yourselves."),
            isTopical: true),
        new("languages", Lens.Access, new("Sprog", "Languages"), Share, NotAsked,
            f => f.Stated(CodeKind.Language), (f, v) => SharedFact(f, v, CodeKind.Language),
            f => Because(f, CodeKind.Language, Knowledge.Stated, Knowledge.Stated, "{0} taler {1}.", "{0} speaks {1}."),
            f => Because(f, CodeKind.Language, Knowledge.Stated, Knowledge.Stated,
                "De har brug for nogen, der taler {1}. Det gør I.", "They need somebody who speaks {1}. You do."),
            isTopical: true),

        new("every-target-group", Lens.Access, new("Alle målgrupperne", "All the target groups"), "the worst covered of those asked for", "not asked unless two or more are",
            f => f.LeastKnown(CodeKind.TargetGroup), (_, v) => YesOrNo(v)),

        // Same core task
        new("activities", Lens.SameTask, new("Aktivitet", "Activity"), Share, NotAsked,
            f => f.Stated(CodeKind.Activity), (f, v) => SharedFact(f, v, CodeKind.Activity),
            f => Because(f, CodeKind.Activity, Knowledge.Stated, Knowledge.Stated,
                    "Jeres behov handler om {1}. Det arbejder {0} med i forvejen.", "Your need is about {1}. {0} works with that already.")
                ?? Near(f, CodeKind.Activity, "{0} arbejder med {1}. Det ligger tæt på {2}.", "{0} works with {1}. That is close to {2}."),
            f => Because(f, CodeKind.Activity, Knowledge.Stated, Knowledge.Stated,
                "Deres behov handler om {1}. Det arbejder I med i forvejen.", "Their need is about {1}. You work with that already."),
            isTopical: true),
        new("activities-read", Lens.SameTask, new("Aktivitet, læst i teksten", "Activity, read from the text"), Share, NotAsked,
            f => f.Understood(CodeKind.Activity), (f, v) => ReadFact(f, v, CodeKind.Activity),
            f => Because(f, CodeKind.Activity, Knowledge.Read, Knowledge.Read,
                "{0} skriver om {1} i sin beskrivelse.", "{0} writes about {1} in its description."),
            f => Because(f, CodeKind.Activity, Knowledge.Read, Knowledge.Read,
                "Deres behov handler om {1}. Det skriver I selv om.", "Their need is about {1}. You write about it yourselves."),
            isTopical: true),
        new("topics", Lens.SameTask, new("Emne", "Subject"), "square root of the share of what is asked for", NotAsked,
            f => Math.Sqrt(f.Known(CodeKind.Topic)), (f, v) => ReadFact(f, v, CodeKind.Topic),
            f => Because(f, CodeKind.Topic, Knowledge.Read, Knowledge.Read,
                "Både I og {0} beskæftiger jer med {1}.", "Both you and {0} deal with {1}."),
            f => Because(f, CodeKind.Topic, Knowledge.Read, Knowledge.Read,
                "Både I og de beskæftiger jer med {1}.", "Both you and they deal with {1}."),
            isTopical: true),
        new("words", Lens.SameTask, new("Fælles ord", "Shared words"), "share of the words, rare ones counting most", "0",
            f => Math.Min(1, f.Words / EnoughWords), (f, v) => WordsFact(f, v),
            f => SharedWords(f, "{0} skriver om {1}, ligesom I.", "{0} writes about {1}, like you."),
            f => SharedWords(f, "De skriver om {1}, ligesom I.", "They write about {1}, like you."),
            isTopical: true, saysLittle: true),
        new("name", Lens.SameTask, new("Ord i navnet", "Words in the name"), "share of the words, rare ones counting most", "0",
            f => Math.Min(1, f.WordsInName / EnoughWords), (_, v) => Percent(v),
            isTopical: true),

        new("every-activity", Lens.SameTask, new("Alle aktiviteterne", "All the activities"), "the worst covered of those asked for", "not asked unless two or more are",
            f => f.LeastKnown(CodeKind.Activity), (_, v) => YesOrNo(v)),
        new("focus", Lens.SameTask, new("Er det, de især laver", "Is what they mostly do"), "share of the partner's stated groups and activities", "not asked when the partner states none",
            f => f.Focus(), (_, v) => YesOrNo(v)),

        // Complementary core tasks
        new("competences", Lens.Complement, new("Kompetencer", "Competences"), Share, NotAsked,
            f => f.Stated(CodeKind.Competence), (f, v) => SharedFact(f, v, CodeKind.Competence),
            f => Because(f, CodeKind.Competence, Knowledge.Stated, Knowledge.Stated,
                    "I søger hjælp til {1}. Det kan {0} bidrage med.", "You look for help with {1}. {0} can contribute that.")
                ?? Near(f, CodeKind.Competence, "{0} har erfaring med {1}. Det ligger tæt på {2}.", "{0} has experience with {1}. That is close to {2}."),
            f => Because(f, CodeKind.Competence, Knowledge.Stated, Knowledge.Stated,
                "De søger hjælp til {1}. Det kan I bidrage med.", "They look for help with {1}. You can contribute that."),
            isTopical: true),
        new("competences-read", Lens.Complement, new("Kompetencer, læst i teksten", "Competences, read from the text"), Share, NotAsked,
            f => f.Understood(CodeKind.Competence), (f, v) => ReadFact(f, v, CodeKind.Competence),
            f => Because(f, CodeKind.Competence, Knowledge.Implied, Knowledge.Read,
                "I søger hjælp til {1}. Det ser {0} ud til at kunne.", "You look for help with {1}. {0} seems to be able to do that."),
            f => Because(f, CodeKind.Competence, Knowledge.Implied, Knowledge.Read,
                "De søger hjælp til {1}. Det ser I ud til at kunne.", "They look for help with {1}. You seem to be able to do that."),
            isTopical: true),
        new("resources", Lens.Complement, new("Ressourcer", "Resources"), Share, NotAsked,
            f => f.Stated(CodeKind.Resource), (f, v) => SharedFact(f, v, CodeKind.Resource),
            f => Because(f, CodeKind.Resource, Knowledge.Stated, Knowledge.Stated,
                "I har brug for {1}. Det kan {0} tilbyde.", "You need {1}. {0} can offer that."),
            f => Because(f, CodeKind.Resource, Knowledge.Stated, Knowledge.Stated,
                "De har brug for {1}. Det kan I tilbyde.", "They need {1}. You can offer that."),
            isTopical: true),
        new("resources-read", Lens.Complement, new("Ressourcer, læst i teksten", "Resources, read from the text"), Share, NotAsked,
            f => f.Understood(CodeKind.Resource), (f, v) => ReadFact(f, v, CodeKind.Resource),
            isTopical: true),
        new("given-in-return", Lens.Complement, new("Det, I kan give", "What you can give"), "sureness", NotAsked,
            f => f.BestGiven(CodeKind.Resource), (_, v) => YesOrNo(v),
            f => Give(f, CodeKind.Resource, "{0} søger {1}. Det kan I give.", "{0} looks for {1}. You can give that."),
            f => Give(f, CodeKind.Resource, "I søger {1}. Det kan de give.", "You look for {1}. They can give that.")),

        new("every-competence", Lens.Complement, new("Alle kompetencerne", "All the competences"), "the worst covered of those asked for", "not asked unless two or more are",
            f => f.LeastKnown(CodeKind.Competence), (_, v) => YesOrNo(v)),
        new("competence-level", Lens.Complement, new("Hvor godt de kan det", "How well they master it"), "mean level ÷ 5", "not asked when no level is known",
            f => f.CompetenceLevel(), (_, v) => LevelFact(v),
            f => Teach(f, "{0} kan lære andre om {1}.", "{0} can teach others about {1}."),
            f => Teach(f, "De søger hjælp til {1}. Det kan I lære andre om.", "They look for help with {1}. You can teach others about that.")),
        new("whole-need", Lens.Complement, new("Hele behovet", "The whole need"), "share of everything asked for", NotAsked,
            f => f.KnownOfAll(), (_, v) => Percent(v)),

        // Learning and knowledge
        new("learn-from-partner", Lens.Learning, new("Det, I kan lære eller låne", "What you can learn or borrow"), "share of the asker's gaps", NotAsked,
            f => f.AskersGapsFilled(), (_, v) => YesOrNo(v),
            f => Learn(f, CodeKind.Competence,
                    "I vil gerne blive bedre til {1}. Det kan {0} hjælpe med.", "You want to get better at {1}. {0} can help with that.")
                ?? Learn(f, CodeKind.Resource,
                    "I søger {1}. Det kan {0} hjælpe med.", "You look for {1}. {0} can help with that."),
            isTopical: true),
        new("teach-partner", Lens.Learning, new("Det, de kan lære af jer", "What they can learn from you"), "sureness", NotAsked,
            f => f.BestGiven(CodeKind.Competence), (_, v) => YesOrNo(v),
            f => Give(f, CodeKind.Competence,
                "{0} vil gerne blive bedre til {1}. Det kan I hjælpe med.", "{0} wants to get better at {1}. You can help with that."),
            f => Give(f, CodeKind.Competence,
                "I vil gerne blive bedre til {1}. Det kan de hjælpe med.", "You want to get better at {1}. They can help with that.")),

        new("exchange", Lens.Learning, new("Begge giver noget", "Both give something"), "the lesser of the two sides' gaps filled", "not asked unless both have gaps",
            f => f.Exchange(), (_, v) => YesOrNo(v)),
        new("learn-together", Lens.Learning, new("Det, I begge vil lære", "What you both want to learn"), "share of the asker's gaps", "not asked unless both have gaps",
            f => f.GapsShared(), (_, v) => YesOrNo(v)),

        // Practical fit
        new("same-municipality", Lens.Practical, new("Samme kommune", "Same municipality"), "yes or no", "not asked when the request has no place",
            f => f.Need.Place.Kind == PlaceKind.Unknown ? double.NaN : f.IsSameMunicipality ? 1 : 0, (_, v) => YesOrNo(v),
            f => f.IsSameMunicipality ? Say(Fact.Place, "{0} holder til i {1} ligesom I.", "{0} is in {1} like you.", f.Name, f.MunicipalityName(f.Partner.Place)) : null,
            f => f.IsSameMunicipality ? Say(Fact.Place, "De holder til i {1} ligesom I.", "They are in {1} like you.", f.Name, f.MunicipalityName(f.Partner.Place)) : null),
        new("distance", Lens.Practical, new("Afstand", "Distance"), "1 next door, 0.37 at 30 km", "0.3 when the partner's place is not known",
            f => f.Need.Place.Kind is PlaceKind.Unknown or PlaceKind.Country ? double.NaN : Places.Closeness(f.Kilometres()),
            (f, _) => DistanceFact(f),
            f => IsNearby(f) ? Say(Fact.Place, "Der er cirka {1} km mellem jer.", "You are about {1} km apart.", f.Name, Round(f.Kilometres()!.Value)) : null,
            f => IsNearby(f) ? Say(Fact.Place, "Der er cirka {1} km mellem jer.", "You are about {1} km apart.", f.Name, Round(f.Kilometres()!.Value)) : null),
        new("reach", Lens.Practical, new("Arbejder også hos jer", "Works in your area too"), "yes or no", "0",
            f => f.ReachesByItsCoverage() ? 1 : 0, (_, v) => YesOrNo(v),
            f => f.ReachesByItsCoverage() && !f.IsSameMunicipality
                ? Say(Fact.Coverage, "{0} arbejder også uden for sin egen kommune.", "{0} also works outside its own municipality.", f.Name, "")
                : null),
        new("far-away", Lens.Practical, new("Er ikke for langt væk", "Is not too far away"), "yes or no", "1",
            f => f.Kilometres() is not { } km || km < FarAwayInKilometres || f.ReachesByItsCoverage() ? 1 : 0, (_, v) => YesOrNo(v)),
        new("same-region", Lens.Practical, new("Samme region", "Same region"), "yes or no", "not asked when either place is not known",
            f => f.Need.Place.Municipalities.Length == 0 || f.Partner.Place.Municipalities.Length == 0 ? double.NaN : f.IsSameRegion() ? 1 : 0, (_, v) => YesOrNo(v)),
        new("same-postal-area", Lens.Practical, new("Samme postdistrikt", "Same postal district"), "1 the same, 0.5 the same two first digits", "not asked when either is not known",
            f => f.SamePostalArea(), (_, v) => YesOrNo(v)),
        new("times", Lens.Practical, new("Kan på de tidspunkter", "Free at those times"), "share of the times asked for", "not asked when either is not known",
            f => f.TimesShared(), (_, v) => YesOrNo(v),
            f => f.TimesShared() is >= 0.5 ? Say(Fact.Times, "{0} mødes på tidspunkter, der passer jer.", "{0} meets at times that suit you.", f.Name, "") : null,
            f => f.TimesShared() is >= 0.5 ? Say(Fact.Times, "De har brug for jer på tidspunkter, hvor I mødes i forvejen.", "They need you at times when you meet anyway.", f.Name, "") : null),
        new("volunteer-hours", Lens.Practical, new("Nok frivillige timer", "Enough volunteer hours"), "share of the hours asked for", "not asked when either is not known",
            f => f.Need.Request.VolunteerHours is > 0 and var asked && f.Profile.VolunteerHours is { } given ? Math.Clamp(given / (double)asked, 0, 1) : double.NaN, (_, v) => YesOrNo(v)),
        new("free-slots", Lens.Practical, new("Siger selv, at der er plads", "Says itself that there is room"), "share of two free places", "not asked when the partner has not said",
            f => f.Profile.FreeSlots is { } free ? Math.Clamp(free / (double)AmpleSlots, 0, 1) : double.NaN, (_, v) => YesOrNo(v)),
        new("rested", Lens.Practical, new("Er ikke spurgt for nylig", "Was not asked recently"), "share of 60 days since the last proposal", "1",
            f => f.Profile.DaysSinceAsked is { } days ? Math.Clamp(days / (double)RestDays, 0, 1) : 1, (_, v) => YesOrNo(v)),
        new("method", Lens.Practical, new("Passer til metoden", "Suits the method"), "yes or no", "not asked when no method is chosen",
            f => f.Need.Request.Method.Length == 0 ? double.NaN : SuitsMethod(f) ? 1 : 0, (_, v) => YesOrNo(v)),
        new("room-for-more", Lens.Practical, new("Plads til flere forslag", "Room for more proposals"), "share of three", "1",
            f => Math.Max(0, 1 - (f.Profile.OpenProposals / (double)PartnerProfile.MostOpenProposals)), (_, v) => Room(v)),
        new("few-agreements", Lens.Practical, new("Plads til et nyt samarbejde", "Room for a new partnership"), "1 ÷ (1 + agreements ÷ 3)", "1",
            f => 1 / (1 + (f.Profile.ActiveAgreements / 3.0)), (_, v) => Room(v)),

        // Readiness
        new("confirmed", Lens.Readiness, new("Har selv bekræftet sin profil", "Has confirmed its profile"), "yes or no", "0",
            f => f.Profile.MonthsSinceConfirmed is null ? 0 : 1, (_, v) => YesOrNo(v)),
        new("fresh", Lens.Readiness, new("Nye oplysninger", "Recent information"), "1 this month, 0 after a year", "0",
            f => f.Profile.MonthsSinceConfirmed is { } months ? Math.Clamp(1 - (months / (double)FreshMonths), 0, 1) : 0,
            (f, _) => FreshFact(f.Profile)),
        new("visited", Lens.Readiness, new("Har haft besøg af kommunen", "Was visited by the municipality"), "1 this month, 0 after two years", "0",
            f => f.Profile.MonthsSinceVisited is { } months ? Math.Clamp(1 - (months / (double)VisitMonths), 0, 1) : 0, (_, v) => YesOrNo(v)),
        new("established", Lens.Readiness, new("Har eksisteret i nogle år", "Has existed for some years"), "1 − e^(−years/5)", "not asked when unknown",
            f => f.Profile.YearsSinceFounded is { } years ? 1 - Math.Exp(-Math.Max(0, years) / YearsToSettle) : double.NaN, (_, v) => YesOrNo(v), direction: Direction.Either),
        new("described", Lens.Readiness, new("Har beskrevet sig selv", "Has described itself"), "share of 120 characters", "0",
            f => Math.Min(1, f.Profile.Description.Length / (double)EnoughDescription), (_, v) => YesOrNo(v)),
    ];

    private static Func<Fit, double>[] Computations { get; } = [.. All.Select(signal => signal.Compute)];

    /// <summary>Fills one row: one value per signal, in the order of <see cref="All"/>.</summary>
    internal static void Compute(Fit fit, Span<float> row)
    {
        for (var i = 0; i < row.Length; i++) row[i] = (float)Computations[i](fit);
    }

    public static int IndexOf(string code)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Code == code) return i;
        }

        return -1;
    }

    private static Sentence? Because(Fit fit, CodeKind kind, Knowledge from, Knowledge to, string danish, string english)
    {
        var shared = fit.Shared(kind, from, to);
        return shared.Count == 0 ? null : Say(Codes(FactKind.Codes, shared), danish, english, fit.Name, Sentences.List(shared));
    }

    private static Sentence? Near(Fit fit, CodeKind kind, string danish, string english)
    {
        if (fit.NearestPair(kind, Knowledge.Read) is not { } pair) return null;

        var (has, wanted) = (pair.Has.InSentence, pair.Wanted.InSentence);
        return new Sentence(
            new Wording(
                string.Format(Danish, danish, fit.Name, has.Danish, wanted.Danish),
                string.Format(CultureInfo.InvariantCulture, english, fit.Name, has.English, wanted.English)),
            Codes(FactKind.Codes, [pair.Has]));
    }

    /// <summary>The asker's gaps that the partner fills; the fact is what the partner has.</summary>
    private static Sentence? Learn(Fit fit, CodeKind kind, string danish, string english)
    {
        var filled = fit.AskersGapsThatPartnerFills(kind);
        return filled.Count == 0 ? null : Say(Codes(FactKind.Codes, fit.WhatFills(filled)), danish, english, fit.Name, Sentences.List(filled));
    }

    /// <summary>The partner's gaps that the asker fills; the fact is the gap.</summary>
    private static Sentence? Give(Fit fit, CodeKind kind, string danish, string english)
    {
        var filled = fit.PartnersGapsThatAskerFills(kind);
        return filled.Count == 0 ? null : Say(Codes(FactKind.Gaps, filled), danish, english, fit.Name, Sentences.List(filled));
    }

    private static Sentence? Teach(Fit fit, string danish, string english)
    {
        var taught = fit.CanTeach();
        return taught.Count == 0 ? null : Say(Codes(FactKind.Levels, taught), danish, english, fit.Name, Sentences.List(taught));
    }

    private static Sentence? SharedWords(Fit fit, string danish, string english)
    {
        var words = fit.SharedWords();
        return words.Count == 0 ? null : Say(new Fact(FactKind.Words, words), danish, english, fit.Name, Sentences.List(words));
    }

    private static Fact Codes(FactKind kind, IReadOnlyList<VocabularyEntry> entries) => new(kind, [.. entries.Select(e => e.Code)]);

    private static Sentence Say(Fact fact, string danish, string english, string name, string value) =>
        Say(fact, danish, english, name, new Wording(value, value));

    private static Sentence Say(Fact fact, string danish, string english, string name, Wording value) => new(
        new Wording(
            string.Format(Danish, danish, name, value.Danish),
            string.Format(CultureInfo.InvariantCulture, english, name, value.English)),
        fact);

    private static Wording SharedFact(Fit fit, double value, CodeKind kind)
    {
        if (double.IsNaN(value)) return NotAskedFact;

        var shared = fit.Shared(kind, Knowledge.Stated, Knowledge.Stated);
        if (shared.Count > 0) return Sentences.List(shared);
        return value > 0 ? new("noget, der ligner", "something similar") : new("ikke oplyst", "not stated");
    }

    private static Wording ReadFact(Fit fit, double value, CodeKind kind)
    {
        if (double.IsNaN(value)) return NotAskedFact;

        var shared = fit.Shared(kind, Knowledge.Implied, Knowledge.Read);
        if (shared.Count > 0) return Sentences.List(shared);
        return value > 0 ? new("noget, der ligner", "something similar") : new("intet mere", "nothing more");
    }

    private static Wording WordsFact(Fit fit, double value)
    {
        var words = fit.SharedWords();
        return words.Count > 0 ? Sentences.List(words) : Percent(value);
    }

    private static Wording DistanceFact(Fit fit) =>
        fit.Kilometres() is { } km ? new($"cirka {Round(km)} km", $"about {Round(km)} km") : new("ikke kendt", "not known");

    private static Wording FreshFact(PartnerProfile profile) => profile.MonthsSinceConfirmed switch
    {
        null => new("aldrig bekræftet", "never confirmed"),
        0 => new("bekræftet i denne måned", "confirmed this month"),
        1 => new("bekræftet for 1 måned siden", "confirmed 1 month ago"),
        { } months => new($"bekræftet for {months} måneder siden", $"confirmed {months} months ago"),
    };

    private static Wording NotAskedFact { get; } = new("ikke en del af behovet", "not part of the need");

    private static Wording YesOrNo(double value) => value switch
    {
        double.NaN => NotAskedFact,
        >= 0.75 => new("ja", "yes"),
        >= 0.25 => new("delvist", "partly"),
        _ => new("nej", "no"),
    };

    private static Wording LevelFact(double value) => value switch
    {
        double.NaN => new("har ikke sagt det", "has not said"),
        >= 0.9 => new("kan lære andre det", "can teach it"),
        >= 0.5 => new("kan det", "can do it"),
        _ => new("er begyndt", "has begun"),
    };

    private static Wording Room(double value) => value >= 0.6 ? new("ja", "yes") : new("mindre lige nu", "less at the moment");

    private static Wording Percent(double value)
    {
        var percent = Math.Round(value * 100).ToString(CultureInfo.InvariantCulture);
        return new($"{percent} %", $"{percent}%");
    }

    private static string Round(double kilometres) =>
        (kilometres < 10 ? Math.Max(1, Math.Round(kilometres)) : Math.Round(kilometres / 5) * 5).ToString(CultureInfo.InvariantCulture);

    private static bool IsNearby(Fit fit) => fit.Kilometres() is > 0 and < 40 && !fit.IsSameMunicipality;

    /// <summary>M6, M7 and M8 are made for companies; otherwise one of the partner's activities must suit the method.</summary>
    private static bool SuitsMethod(Fit fit)
    {
        var method = fit.Need.Request.Method;
        if (method is "M6" or "M8") return fit.Profile.Kind == PartnerKind.Company;

        foreach (var known in fit.Partner.Codes)
        {
            if (known.Kind != CodeKind.Activity || known.Knowledge == Knowledge.Implied) continue;
            if (fit.Vocabulary.Entries[known.Code].Methods.Contains(method)) return true;
        }

        return method is "M7";
    }
}
