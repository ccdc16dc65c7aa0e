using System.Globalization;
using Kem.Match.Web.Domain.Methods;

namespace Kem.Match.Web.Domain.Agreements;

/// <summary>One clause as a reader of English meets it.</summary>
/// <param name="Heading">The heading in English.</param>
/// <param name="DanishHeading">The heading that the clause has in the binding text.</param>
/// <param name="Pieces">Our text in English; what the parties wrote as they wrote it.</param>
/// <param name="Addition">What the parties have added to a locked clause, as they wrote it.</param>
public sealed record AidedClause(string Heading, string DanishHeading, IReadOnlyList<TextPiece> Pieces, string Addition);

/// <summary>One clause with an explanation in the reader's language.</summary>
/// <param name="DanishHeading">The heading that the clause has in the binding text.</param>
/// <param name="Explanation">What the clause is about; empty when nobody has explained it.</param>
/// <param name="Written">What the parties wrote in it, in Danish as they wrote it.</param>
public sealed record ExplainedClause(string DanishHeading, string Explanation, IReadOnlyList<string> Written);

/// <summary>The explanations of an agreement's clauses in one language.</summary>
public sealed record Explained(ReadingAidLanguage Language, IReadOnlyList<ExplainedClause> Clauses);

/// <summary>Everything that helps somebody read an agreement who reads another language better than Danish.</summary>
public sealed record ReadingHelp(IReadOnlyList<AidedClause> English, IReadOnlyList<Explained> Languages)
{
    public bool IsEmpty => English.Count == 0 && Languages.Count == 0;
}

/// <summary>
/// A reading aid in English (læsehjælp) beside the Danish text, which alone is binding. Only what we have written ourselves is
/// translated; nobody's own words are.
/// </summary>
public static class ReadingAid
{
    private const string Missing = "[missing]";
    private const string And = "and";

    private static readonly LineWords OurWords = new(Missing, "phone", "prefers a phone call", "deputy", "CVR number", "Who", "When", "How much");

    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static ReadingHelp Of(CooperationAgreement agreement, Taxonomy taxonomy)
    {
        var text = agreement.IsDraft ? AgreementText.Write(agreement, taxonomy) : agreement.Clauses;

        return new ReadingHelp(InEnglish(agreement, taxonomy), [.. taxonomy.ReadingAids.Select(language => new Explained(language, [.. text.Select(clause => Explain(agreement, clause, language, taxonomy))]))]);
    }

    // Only what a person typed is shown; what we fill in ourselves, such as days and names, stands in the Danish text.
    private static ExplainedClause Explain(CooperationAgreement agreement, AgreementClause clause, ReadingAidLanguage language, Taxonomy taxonomy)
    {
        var typed = taxonomy.Clauses.TryGetValue(clause.Code, out var template)
            ? template.Fields.Where(field => !field.IsAutomatic).Select(field => field.Code).Append(AgreementText.Addition).Select(field => agreement.AnswerTo(clause.Code, field))
            : [];

        return new ExplainedClause(clause.Heading, language.Clauses.GetValueOrDefault(clause.Code, ""), [.. typed.Where(text => text.Length > 0)]);
    }

    /// <summary>The clauses in English; none when the text that was sent has other clauses than we would write today.</summary>
    public static IReadOnlyList<AidedClause> InEnglish(CooperationAgreement agreement, Taxonomy taxonomy)
    {
        var clauses = AgreementText.Templates(agreement, taxonomy);
        var isTodaysText = agreement.IsDraft || clauses.Select(clause => clause.Code).SequenceEqual(agreement.Clauses.Select(clause => clause.Code));

        return isTodaysText ? [.. clauses.Select(clause => Aided(agreement, clause))] : [];
    }

    private static AidedClause Aided(CooperationAgreement agreement, ClauseTemplate clause)
    {
        var translated = new HashSet<string>();
        var pieces = ClauseText.Fill(clause.English.Text, field =>
        {
            if (InEnglish(agreement, clause, field) is not { } english)
            {
                return AgreementText.Lines(agreement, field, OurWords) ?? AgreementText.AnswerFor(agreement, clause.Code, field);
            }

            translated.Add(english);
            return english;
        });

        return new AidedClause(
            clause.English.Heading,
            clause.Heading,
            [.. pieces.Select(piece => piece with
            {
                Text = piece is { IsWritten: false, Text: AgreementText.Gap } ? Missing : piece.Text,
                IsWritten = piece.IsWritten && !translated.Contains(piece.Text),
            })],
            clause.IsLocked ? agreement.AnswerTo(clause.Code, AgreementText.Addition) : "");
    }

    private static string? InEnglish(CooperationAgreement agreement, ClauseTemplate clause, string field) => field switch
    {
        "parties" => AgreementText.Join(agreement.Parties.Select(party => party.Name), And),
        "contacts" => AgreementText.Join(agreement.Parties.Select(party => AgreementText.Contact(party, OurWords)), And),
        "frequency" => Frequency(agreement),
        "firstMeeting" => agreement.Series.Select(meeting => Day(meeting.PlannedOn)).FirstOrDefault("a day not yet agreed"),
        "startDate" => Day(agreement.StartsOn),
        "endDate" => Day(agreement.EndsOn),
        "notice" => Notice(agreement.Notice),
        "renewal" => Renewal(agreement),
        _ => clause.Fields.SingleOrDefault(f => f.Code == field)?.Choices.FirstOrDefault(choice => choice.Answer == agreement.AnswerTo(clause.Code, field))?.English,
    };

    private static string Frequency(CooperationAgreement agreement) => agreement switch
    {
        { OwnMeetingDays.Count: > 0 } => $"on these days: {AgreementText.Join(agreement.OwnMeetingDays.Order().Select(Day), And)}",
        { MonthsBetweenMeetings: { } months, MeetingLimit: { } limit } => $"{Frequency(months)}, {limit} times in all",
        { MonthsBetweenMeetings: { } months } => Frequency(months),
        _ => "",
    };

    private static string Notice(NoticePeriod notice) => $"{notice.Amount} {(notice.Unit == NoticeUnit.Days ? "day" : "month")}{(notice.Amount == 1 ? "’s" : "s’")}";

    private static string Renewal(CooperationAgreement agreement) => agreement.Renewal switch
    {
        RenewalMode.None => "It ends on that day and is not renewed",
        RenewalMode.Automatic => $"It goes on for {agreement.RenewalMonths} {(agreement.RenewalMonths == 1 ? "month" : "months")} at a time, unless somebody says stop",
        _ => "It can be renewed if all parties say yes",
    };

    private static string Frequency(int months) => months switch
    {
        1 => "every month",
        2 => "every second month",
        3 => "every third month",
        4 => "every fourth month",
        6 => "every half year",
        12 => "once a year",
        _ => $"every {months} months",
    };

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", British);
}
