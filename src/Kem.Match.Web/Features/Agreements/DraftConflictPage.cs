using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>A question that two people have answered differently.</summary>
public sealed record ConflictQuestion(DraftConflict Conflict, string Question, string Mine, string Theirs);

/// <summary>Both texts of everything that two people wrote at once, and the rest of the form, so that nothing is lost.</summary>
public sealed record DraftConflictPage(
    CooperationAgreement Agreement, IReadOnlyList<ConflictQuestion> Questions, IReadOnlyList<KeyValuePair<string, string>> Hidden)
{
    public static DraftConflictPage Of(DraftSaving saving, AgreementForm form, Taxonomy taxonomy) => new(
        saving.Agreement,
        [.. saving.Merge.Conflicts.Select(conflict => new ConflictQuestion(
            conflict, DraftQuestion.Of(conflict.Key, saving.Agreement, taxonomy), Shown(conflict.Key, conflict.Mine, taxonomy), Shown(conflict.Key, conflict.Theirs, taxonomy)))],
        [.. HiddenFields(form)]);

    // The rest of the form is sent along as it was written.
    private static IEnumerable<KeyValuePair<string, string>> HiddenFields(AgreementForm form)
    {
        yield return new("Form.Seen", form.Seen ?? "");

        foreach (var chosen in form.OptionalClauses)
        {
            yield return new("Form.OptionalClauses", chosen);
        }

        foreach (var (index, party) in form.Parties.Index())
        {
            yield return new($"Form.Parties[{index}].Id", party.Id.ToString());

            if (party.Leaves)
            {
                yield return new($"Form.Parties[{index}].Leaves", "true");
            }
        }

        if (form.NewParty is { } incoming)
        {
            yield return new("Form.NewParty", incoming.ToString());
        }

        foreach (var (key, text) in DraftFields.Of(form).Where(field => field.Key != nameof(AgreementForm.OptionalClauses)))
        {
            var name = form.Parties.Index().Aggregate(key, (name, party) => name.Replace($"[{party.Item.Id}]", $"[{party.Index}]", StringComparison.Ordinal));
            var isEmptyBox = name.EndsWith(nameof(PartyForm.PrefersPhone), StringComparison.Ordinal) && text.Length == 0;
            yield return new($"Form.{name}", isEmptyBox ? "false" : text);
        }
    }

    private static string Shown(string key, string text, Taxonomy taxonomy) => key switch
    {
        nameof(AgreementForm.OptionalClauses) => string.Join(", ", text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(code => taxonomy.Clauses[code].Heading)),
        nameof(AgreementForm.MonthsBetweenMeetings) => text == "0" ? "Ingen" : AgreementText.Frequency(int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        _ => text,
    };
}

/// <summary>What was asked, from the key of an answer.</summary>
internal static class DraftQuestion
{
    public static string Of(string key, CooperationAgreement agreement, Taxonomy taxonomy)
    {
        if (key.StartsWith("Answers[", StringComparison.Ordinal) && key["Answers[".Length..^1].Split('.') is [var code, var field] && taxonomy.Clauses.TryGetValue(code, out var clause))
        {
            return clause.Fields.SingleOrDefault(f => f.Code == field)?.Question ?? $"Tilføjelse til {clause.Heading}";
        }

        if (key.StartsWith("Parties[", StringComparison.Ordinal) && key["Parties[".Length..].Split("].") is [var id, var name])
        {
            var party = agreement.Parties.SingleOrDefault(party => party.Id.ToString() == id)?.Name ?? "En part";
            return $"{party}: {OfParty(name)}";
        }

        return key switch
        {
            nameof(AgreementForm.Title) => "Hvad hedder aftalen?",
            nameof(AgreementForm.StartsOn) => "Hvornår begynder I?",
            nameof(AgreementForm.EndsOn) => "Hvornår slutter aftalen?",
            nameof(AgreementForm.MonthsBetweenMeetings) => "Hvor ofte vil I mødes og gøre status?",
            nameof(AgreementForm.MeetingTime) => "Hvad er klokken, når I begynder?",
            nameof(AgreementForm.MeetingPlace) => "Hvor holder I statusmøder?",
            _ => "Det kan I også aftale",
        };
    }

    private static string OfParty(string name) => name switch
    {
        nameof(PartyForm.Contribution) => "Hvad lægger I i samarbejdet?",
        nameof(PartyForm.Who) => "Hvem gør det?",
        nameof(PartyForm.When) => "Hvornår?",
        nameof(PartyForm.HowMuch) => "Hvor meget?",
        nameof(PartyForm.Benefit) => "Hvad får I ud af det?",
        nameof(PartyForm.ContactName) => "Hvem er kontaktperson?",
        nameof(PartyForm.ContactTitle) => "Hvad er personens titel?",
        nameof(PartyForm.ContactEmail) => "Hvilken mail skal aftalen sendes til?",
        nameof(PartyForm.Deputy) => "Hvem er stedfortræder?",
        nameof(PartyForm.Phone) => "Telefon",
        nameof(PartyForm.PrefersPhone) => "Helst telefon",
        nameof(PartyForm.Cvr) => "CVR-nummer",
        _ => "Adresse",
    };
}
