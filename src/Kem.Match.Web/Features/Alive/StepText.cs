using Kem.Match.Web.Domain.Alive;

namespace Kem.Match.Web.Features.Alive;

/// <summary>The steps of a match in words: what they are called, what they mean, and how they are asked about.</summary>
/// <param name="Step">The step.</param>
/// <param name="Code">In addresses.</param>
/// <param name="Name">In tables.</param>
/// <param name="Definition">What must have happened for a match to be counted.</param>
/// <param name="Question">To one party, about the others; empty when the service knows by itself.</param>
/// <param name="Yes">The button for yes.</param>
/// <param name="No">The button for no.</param>
public sealed record StepText(MatchStep Step, string Code, string Name, string Definition, string Question, string Yes, string No)
{
    public static IReadOnlyList<StepText> All { get; } =
    [
        new(MatchStep.Proposed, "foreslaaet", "Foreslået", "En partner er spurgt om et behov, og spørgsmålet er ikke fortrudt.", "", "", ""),
        new(MatchStep.Accepted, "ja", "Sagde ja", "Partneren har sagt ja til at mødes. Er flere spurgt sammen, har mindst én sagt ja.", "", "", ""),
        new(MatchStep.Met, "moedtes", "Mødtes", "Parterne siger selv, at de har holdt det første møde.", "Mødtes I?", "Ja, vi mødtes", "Nej, mødet blev ikke holdt"),
        new(MatchStep.Agreed, "aftale", "Aftale", "Alle parter har skrevet under på en aftale.", "", "", ""),
        new(MatchStep.Started, "begyndt", "Begyndt", "Parterne siger selv, at de er gået i gang.", "Er I gået i gang?", "Ja, vi er i gang", "Nej, ikke endnu"),
        new(MatchStep.Delivered, "gennemfoert", "Gennemført", "Parterne siger selv, at det aftalte er gjort.", "Blev det, I aftalte, gjort?", "Ja, det blev gjort", "Nej, det blev det ikke"),
        new(MatchStep.AliveAt6, "6-maaneder", "Lever efter 6 måneder", "Parterne siger selv, at samarbejdet lever 6 måneder efter, at aftalen trådte i kraft.", "Er I stadig i gang sammen?", "Ja, vi er i gang", "Nej, det er vi ikke"),
        new(MatchStep.AliveAt12, "12-maaneder", "Lever efter 12 måneder", "Det samme efter 12 måneder.", "Er I stadig i gang sammen?", "Ja, vi er i gang", "Nej, det er vi ikke"),
        new(MatchStep.AliveAt24, "24-maaneder", "Lever efter 24 måneder", "Det samme efter 24 måneder.", "Er I stadig i gang sammen?", "Ja, vi er i gang", "Nej, det er vi ikke"),
    ];

    public static StepText Of(MatchStep step) => All.Single(text => text.Step == step);

    public static string Of(StepStanding standing) => standing switch
    {
        StepStanding.NotYet => "Ikke nået hertil",
        StepStanding.Silence => "Ingen har svaret",
        StepStanding.AllSides => "Ja, siger alle parter",
        StepStanding.OneSide => "Ja, siger den ene part",
        StepStanding.DidNotHappen => "Nej",
    };

    public static string Of(MatchEnd end) => end switch
    {
        MatchEnd.NeverBegan => "Kom ikke i gang",
        MatchEnd.Running => "I gang",
        MatchEnd.DeliveredAllSides => "Gennemført, siger alle parter",
        MatchEnd.DeliveredOneSide => "Gennemført, siger den ene part",
        MatchEnd.Infeasible => "Kunne ikke lade sig gøre",
        MatchEnd.NoContact => "De fik aldrig kontakt",
        MatchEnd.Stopped => "Aftalen er slut",
    };

    public static string Of(EventWay way) => way switch
    {
        EventWay.Record => "Sket i KEM Match",
        EventWay.Link => "Sagt med link",
        EventWay.SignedIn => "Sagt logget ind",
        EventWay.Told => "Sagt på telefon",
    };
}
