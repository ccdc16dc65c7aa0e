using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kem.Match.Web.Domain.Methods;

namespace Kem.Match.Web.Domain.Agreements;

/// <summary>A question that must be answered before an agreement can be signed.</summary>
/// <param name="Field">Which form field holds the answer.</param>
/// <param name="Question">The question itself.</param>
public sealed record MissingAnswer(string Field, string Question)
{
    /// <summary>The page of the agreement that has the field, when it is not the one where the text is written.</summary>
    public string? Page { get; init; }
}

/// <summary>Puts the parties' answers into the method's clauses.</summary>
public static class AgreementText
{
    /// <summary>Stands in the text where an answer is missing.</summary>
    public const string Gap = "[mangler]";

    private static readonly LineWords OurWords = new(Gap, "telefon", "helst telefon", "stedfortræder", "CVR-nummer", "Hvem", "Hvornår", "Hvor meget");

    /// <summary>The answer in which the parties add something to a locked clause.</summary>
    public const string Addition = "addition";

    /// <summary>Where a coordinator says who signs for each party.</summary>
    public const string SigningPage = "underskrivere";

    private const string StatusClause = "CL_STATUS";
    private const string TermClause = "CL_TERM";
    private const string ResourcesClause = "CL_RESOURCES";
    private const string BenefitsClause = "CL_BENEFITS";

    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    /// <summary>
    /// The clauses of the agreement in the order in which they stand: what the method asks for, what the parties have chosen, and
    /// what is locked, which nobody can leave out.
    /// </summary>
    public static IReadOnlyList<ClauseTemplate> Templates(CooperationAgreement agreement, Taxonomy taxonomy)
    {
        var method = taxonomy.Method(agreement.Method);

        return
        [
            .. method.RequiredClauses
                .Concat(method.OptionalClauses.Where(code => agreement.OptionalClauses.Contains(code) || taxonomy.Clauses[code].IsLocked))
                .Append(StatusClause)
                .Append(TermClause)
                .Distinct()
                .Where(code => code != StatusClause || agreement.HasMeetings)
                .Select(code => taxonomy.Clauses[code])
                .OrderBy(clause => clause.Order),
        ];
    }

    /// <summary>The paragraphs that the parties may choose to add.</summary>
    public static IReadOnlyList<ClauseTemplate> Choices(CooperationAgreement agreement, Taxonomy taxonomy)
    {
        var method = taxonomy.Method(agreement.Method);

        return
        [
            .. method.OptionalClauses.Except(method.RequiredClauses)
                .Where(code => code != StatusClause && !taxonomy.Clauses[code].IsLocked)
                .Select(code => taxonomy.Clauses[code])
                .OrderBy(clause => clause.Order),
        ];
    }

    public static IReadOnlyList<AgreementClause> Write(CooperationAgreement agreement, Taxonomy taxonomy) =>
        [.. Templates(agreement, taxonomy).Select((clause, order) => new AgreementClause(order, clause.Code, clause.Heading, Fill(agreement, clause)))];

    /// <summary>Everything that still stands between the draft and the signatures.</summary>
    public static IReadOnlyList<MissingAnswer> WhatIsMissing(CooperationAgreement agreement, Taxonomy taxonomy)
    {
        var clauses = Templates(agreement, taxonomy);

        var unanswered = clauses
            .SelectMany(clause => clause.Fields, (clause, field) => (clause, field))
            .Where(asked => !asked.field.IsAutomatic && agreement.AnswerTo(asked.clause.Code, asked.field.Code).Length == 0)
            .Where(asked => ClauseText.IsNeeded(asked.clause.Text, asked.field.Code, other => agreement.AnswerTo(asked.clause.Code, other).Length > 0))
            .Select(asked => new MissingAnswer(FieldName(asked.clause.Code, asked.field.Code), asked.field.Question));

        var contributions = AsksForContributions(agreement, taxonomy)
            ? agreement.Parties
                .Where(party => party.Contribution.Length == 0)
                .Select(party => new MissingAnswer($"Parties[{party.Order}].Contribution", $"Hvad lægger {party.Name} i samarbejdet?"))
            : [];

        var benefits = AsksForBenefits(agreement, taxonomy)
            ? agreement.Parties
                .Where(party => party.Terms.Benefit.Length == 0)
                .Select(party => new MissingAnswer($"Parties[{party.Order}].Benefit", $"Hvad får {party.Name} ud af det?"))
            : [];

        var contacts = agreement.Parties
            .Where(party => party.ContactName.Length == 0)
            .Select(party => new MissingAnswer($"Parties[{party.Order}].ContactName", $"Hvem skal have post for {party.Name}?"));

        var addresses = agreement.Parties
            .Where(party => party.ContactEmail.Length == 0)
            .Select(party => new MissingAnswer($"Parties[{party.Order}].ContactEmail", $"Hvilken mail skal {party.Name} have aftalen på?"));

        var place = agreement.HasMeetings && agreement.MeetingPlace.Length == 0
            ? [new MissingAnswer("MeetingPlace", "Hvor holder I statusmøder?")]
            : Array.Empty<MissingAnswer>();

        return [.. unanswered, .. contributions, .. benefits, .. contacts, .. addresses, .. place, .. MissingSignatories(agreement)];
    }

    // Where the contact is missing and nobody else is named, one question is enough.
    private static IEnumerable<MissingAnswer> MissingSignatories(CooperationAgreement agreement) =>
        from party in agreement.Parties.Index()
        where party.Item.Signatories.Count > 0 || party.Item.ContactName.Length > 0
        let people = party.Item.Signatories.Select(signatory => signatory.Describe()).ToList()
        from problem in SigningPlan.ProblemsOf(party.Item.SigningRule, people)
        where people.Count != 1 || !IsAskedOfContact(party.Item, problem)
        select new MissingAnswer(SigningField(party.Index, problem), $"Underskrift for {party.Item.Name}: {problem.Text}") { Page = SigningPage };

    private static bool IsAskedOfContact(AgreementParty party, SigningProblem problem) =>
        (problem.Field == nameof(SignatoryDetails.Name) && party.ContactName.Length == 0)
        || (problem.Field == nameof(SignatoryDetails.Email) && party.ContactEmail.Length == 0);

    /// <summary>The name of the form field where a party's signatories are wrong.</summary>
    public static string SigningField(int party, SigningProblem problem) =>
        problem.Row is { } row ? $"Parties[{party}].Signatories[{row}].{problem.Field}" : $"Parties[{party}].{problem.Field}";

    /// <summary>Does the agreement, as it is written now, say what each party puts in?</summary>
    public static bool AsksForContributions(CooperationAgreement agreement, Taxonomy taxonomy) =>
        Templates(agreement, taxonomy).Any(clause => clause.Code == ResourcesClause);

    /// <summary>Those whose contribution stands in the text that was sent.</summary>
    public static IReadOnlyList<AgreementParty> Contributors(CooperationAgreement agreement) =>
        agreement.Clauses.Any(clause => clause.Code == ResourcesClause) ? [.. agreement.Parties.Where(party => party.Contribution.Length > 0)] : [];

    /// <summary>Does the agreement, as it is written now, say what each party gains?</summary>
    public static bool AsksForBenefits(CooperationAgreement agreement, Taxonomy taxonomy) =>
        Templates(agreement, taxonomy).Any(clause => clause.Code == BenefitsClause);

    /// <summary>The name of the form field that holds an answer.</summary>
    public static string FieldName(string clauseCode, string fieldCode) => $"Answers[{clauseCode}.{fieldCode}]";

    /// <summary>SHA-256, in lower-case hex, of the title and all clauses as UTF-8, each line ended by LF.</summary>
    public static string Hash(string title, IEnumerable<AgreementClause> clauses)
    {
        var text = new StringBuilder(title).Append('\n');

        foreach (var clause in clauses.OrderBy(clause => clause.Order))
        {
            text.Append(clause.Heading).Append('\n').Append(clause.Text).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>"hver tredje måned"; what a person would say rather than a number.</summary>
    public static string Frequency(int months) => months switch
    {
        1 => "hver måned",
        2 => "hver anden måned",
        3 => "hver tredje måned",
        4 => "hver fjerde måned",
        6 => "hvert halve år",
        12 => "en gang om året",
        _ => $"med {months} måneders mellemrum",
    };

    /// <summary>"30 dages", "3 måneders": goes before "varsel".</summary>
    public static string Notice(NoticePeriod notice) => (notice.Unit, notice.Amount) switch
    {
        (NoticeUnit.Days, 1) => "1 dags",
        (NoticeUnit.Days, var days) => $"{days.ToString(Danish)} dages",
        (_, 1) => "1 måneds",
        (_, var months) => $"{months.ToString(Danish)} måneders",
    };

    /// <summary>"hver fjerde måned, i alt 2 gange"; "på dage, I selv har valgt".</summary>
    public static string Frequency(CooperationAgreement agreement) => agreement switch
    {
        { OwnMeetingDays.Count: > 0 } => $"disse dage: {Join(agreement.OwnMeetingDays.Order().Select(Day))}",
        { MonthsBetweenMeetings: { } months, MeetingLimit: { } limit } => $"{Frequency(months)}, i alt {limit.ToString(Danish)} gange",
        { MonthsBetweenMeetings: { } months } => Frequency(months),
        _ => "",
    };

    /// <summary>What stands in the place of a field: what we know ourselves, or what the parties have answered.</summary>
    public static string AnswerFor(CooperationAgreement agreement, string clauseCode, string field) =>
        Known(agreement, field) ?? agreement.AnswerTo(clauseCode, field);

    private static string Fill(CooperationAgreement agreement, ClauseTemplate clause)
    {
        var text = string.Concat(ClauseText.Fill(clause.Text, field => AnswerFor(agreement, clause.Code, field)).Select(piece => piece.Text));
        var addition = clause.IsLocked ? agreement.AnswerTo(clause.Code, Addition) : "";

        return addition.Length == 0 ? text : $"{text}\n{ClauseText.Ended(addition)}";
    }

    private static string? Known(CooperationAgreement agreement, string field) => field switch
    {
        "parties" => Join(agreement.Parties.Select(party => party.Name)),
        "contacts" => Join(agreement.Parties.Select(party => Contact(party, OurWords))),
        "frequency" => Frequency(agreement),
        "intervalMonths" when agreement.MonthsBetweenMeetings is { } months => months.ToString(Danish),
        "firstMeeting" => FirstMeeting(agreement),
        "startDate" => Day(agreement.StartsOn),
        "endDate" => Day(agreement.EndsOn),
        "notice" => Notice(agreement.Notice),
        "renewal" => Renewal(agreement),
        _ => Lines(agreement, field, OurWords),
    };

    private static string FirstMeeting(CooperationAgreement agreement) =>
        agreement.Series.Select(meeting => Day(meeting.PlannedOn)).FirstOrDefault("endnu ikke aftalt");

    private static string Renewal(CooperationAgreement agreement) => agreement.Renewal switch
    {
        RenewalMode.None => "Den slutter den dag og forlænges ikke",
        RenewalMode.Automatic => $"Den fortsætter i {Months(agreement.RenewalMonths)} ad gangen, hvis ingen siger stop",
        _ => "Den kan forlænges, hvis alle parter siger ja",
    };

    private static string Months(int months) => months == 1 ? "1 måned" : $"{months.ToString(Danish)} måneder";

    /// <summary>One line about each party, of what the party has told; null for a field that has no such lines.</summary>
    internal static string? Lines(CooperationAgreement agreement, string field, LineWords words) => field switch
    {
        "partyDetails" => string.Concat(agreement.Parties.Select(party => Details(party, words)).Where(line => line.Length > 0)),
        "resourceTable" => string.Concat(agreement.Parties.Select(party => $"\n- {party.Name}: {Contribution(party, words)}")),
        "benefitTable" => string.Concat(agreement.Parties.Select(party => $"\n- {party.Name}: {ClauseText.Ended(Or(party.Terms.Benefit, words))}")),
        _ => null,
    };

    internal static string Contact(AgreementParty party, LineWords words)
    {
        var terms = party.Terms;
        var about = new[]
        {
            party.Name,
            terms.Phone.Length > 0 ? $"{words.Phone} {terms.Phone}" : "",
            terms.PrefersPhone ? words.PrefersPhone : "",
            terms.Deputy.Length > 0 ? $"{words.Deputy} {terms.Deputy}" : "",
        };

        return $"{(party.ContactName.Length == 0 ? words.Missing : party.ContactName)} ({string.Join(", ", about.Where(part => part.Length > 0))})";
    }

    private static string Details(AgreementParty party, LineWords words)
    {
        var details = new[] { party.Terms.Cvr.Length > 0 ? $"{words.CvrNumber} {party.Terms.Cvr}" : "", party.Terms.Address };
        var known = string.Join(", ", details.Where(detail => detail.Length > 0));

        return known.Length == 0 ? "" : $"\n- {party.Name}: {ClauseText.Ended(known)}";
    }

    private static string Contribution(AgreementParty party, LineWords words)
    {
        var parts = new[] { (words.Who, party.Terms.Who), (words.When, party.Terms.When), (words.HowMuch, party.Terms.HowMuch) };
        var details = parts.Where(part => part.Item2.Length > 0).Select(part => $" {part.Item1}: {ClauseText.Ended(part.Item2)}");

        return ClauseText.Ended(Or(party.Contribution, words)) + string.Concat(details);
    }

    private static string Or(string text, LineWords words) => text.Length == 0 ? words.Missing : text;

    private static string Day(DateOnly day) => day.ToString("d. MMMM yyyy", Danish);

    internal static string Join(IEnumerable<string> names, string and = "og")
    {
        var all = names.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {and} {all[^1]}";
    }
}

/// <summary>The few words of ours that stand between what a party has told about itself.</summary>
internal sealed record LineWords(string Missing, string Phone, string PrefersPhone, string Deputy, string CvrNumber, string Who, string When, string HowMuch);
