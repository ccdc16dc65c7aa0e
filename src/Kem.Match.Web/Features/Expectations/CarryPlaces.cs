using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Expectations;
using Kem.Match.Web.Domain.Methods;

namespace Kem.Match.Web.Features.Expectations;

/// <summary>Finds where in a draft the talk's words could stand, and puts them there when somebody has chosen so.</summary>
public static class CarryPlaces
{
    private const string Agreed = "note";

    public static IReadOnlyList<CarryPlace> Of(ExpectationTalk talk, CooperationAgreement agreement, Taxonomy taxonomy)
    {
        var questions = taxonomy.PreparationFor(talk.Method);
        var fields = AgreementText.Templates(agreement, taxonomy).SelectMany(clause => clause.Fields.Select(field => (clause, field)));
        var places = new List<CarryPlace>();

        foreach (var (clause, field) in fields.Where(place => !place.field.IsAutomatic))
        {
            Add(
                $"{clause.Code}.{field.Code}", field.Question, agreement.AnswerTo(clause.Code, field.Code),
                WordsFor(talk, questions, $"{clause.Code}.{field.Code}", talk.Sides, withNote: true));
        }

        if (AgreementText.AsksForBenefits(agreement, taxonomy))
        {
            foreach (var party in agreement.Parties)
            {
                Add(BenefitKey(party), $"Hvad får {party.Name} ud af det?", party.Terms.Benefit, WordsFor(talk, questions, PreparationQuestion.OwnBenefit, SidesOf(talk, party), withNote: false));
            }
        }

        if (AgreementText.AsksForContributions(agreement, taxonomy))
        {
            foreach (var party in agreement.Parties)
            {
                Add(party.Id.ToString(), $"Hvad lægger {party.Name} i samarbejdet?", party.Contribution, WordsFor(talk, questions, PreparationQuestion.OwnContribution, SidesOf(talk, party), withNote: false));
            }
        }

        return places;

        void Add(string key, string question, string now, (string AskedAs, List<CarryWords> Words) found)
        {
            if (found.Words.Count == 0) return;

            // Only what fills a gap is suggested; what somebody has written stands until somebody chooses otherwise.
            var suggested = now.Length == 0 ? (found.Words.FirstOrDefault(words => words.Whose == AgreedWords) ?? (found.Words.Count == 1 ? found.Words[0] : null))?.Value : null;
            places.Add(new CarryPlace(key, question, now, found.AskedAs, found.Words, suggested ?? ""));
        }
    }

    /// <summary>Writes the chosen words into the draft; every other answer stays as it is.</summary>
    public static int Write(CooperationAgreement agreement, IReadOnlyList<CarryPlace> places, IReadOnlyDictionary<string, string?> choices, DateTimeOffset at)
    {
        var chosen = places
            .Select(place => (place.Key, place.Words.FirstOrDefault(words => words.Value == choices.GetValueOrDefault(place.Key))?.Text))
            .Where(choice => choice.Text is not null)
            .ToDictionary(choice => choice.Key, choice => choice.Text!);

        agreement.Answer(
            [
                .. agreement.Answers.Where(answer => !chosen.ContainsKey($"{answer.ClauseCode}.{answer.FieldCode}")).Select(answer => new ClauseAnswer(answer.ClauseCode, answer.FieldCode, answer.Text)),
                .. chosen.Where(choice => choice.Key.Contains('.', StringComparison.Ordinal)).Select(choice => new ClauseAnswer(choice.Key.Split('.')[0], choice.Key.Split('.')[1], choice.Value)),
            ],
            at);

        foreach (var party in agreement.Parties.Where(party => chosen.ContainsKey(party.Id.ToString())))
        {
            party.Promise(Short(chosen[party.Id.ToString()]), party.ContactName, party.ContactTitle, party.ContactEmail);
        }

        foreach (var party in agreement.Parties.Where(party => chosen.ContainsKey(BenefitKey(party))))
        {
            party.AgreeTo(party.Terms with { Benefit = Short(chosen[BenefitKey(party)]) });
        }

        return chosen.Count;
    }

    private const string AgreedWords = "Det blev I enige om";

    private static (string AskedAs, List<CarryWords> Words) WordsFor(
        ExpectationTalk talk, IReadOnlyList<PreparationQuestion> questions, string target, IReadOnlyList<TalkSide> sides, bool withNote)
    {
        var asked = questions.Where(question => question.Targets.Contains(target)).ToList();
        var words = new List<CarryWords>();

        foreach (var question in asked)
        {
            if (withNote && talk.NoteOn(question.Code) is { Length: > 0 } note)
            {
                words.Add(new CarryWords($"{question.Code}.{Agreed}", AgreedWords, note));
            }

            words.AddRange(sides
                .Where(side => side.AnswerTo(question.Code).Length > 0)
                .Select(side => new CarryWords($"{question.Code}.{side.Id}", side.Name, question.Words(side.AnswerTo(question.Code)))));
        }

        return (asked.Count == 0 ? "" : asked[0].Question, words);
    }

    private static IReadOnlyList<TalkSide> SidesOf(ExpectationTalk talk, AgreementParty party) => [.. talk.Sides.Where(side => side.OrganisationId == party.OrganisationId)];

    private static string BenefitKey(AgreementParty party) => $"benefit-{party.Id}";

    // What a party gives and gains has less room than an answer.
    private static string Short(string text) => text.Length <= 1000 ? text : text[..1000];
}
