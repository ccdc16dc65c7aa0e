using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Agreements;

namespace Kem.Match.Web.Tests.Agreements;

public class ClauseTests
{
    private static readonly Taxonomy Taxonomy = Lektiecafe.Taxonomy;

    public static TheoryData<string> Clauses => [.. Taxonomy.Clauses.Keys];

    public static TheoryData<string> Partnerships => [.. Taxonomy.Methods.Select(method => method.Code).Where(code => code != "M1")];

    [Theory, MemberData(nameof(Clauses))]
    public void Every_clause_is_easy_to_read(string code)
    {
        var clause = Taxonomy.Clauses[code];
        var answers = clause.Fields.ToDictionary(field => field.Code, field => field.Choices is [var first, ..] ? first.Answer : "to timer");

        Assert.InRange(Readability.Of(string.Concat(ClauseText.Fill(clause.Text, field => answers[field]).Select(piece => piece.Text))).Lix, 1, Readability.HardLix);
        Assert.InRange(Readability.Of(string.Concat(ClauseText.Fill(clause.Text, field => ClauseText.IsOptional(clause.Text, field) ? "" : answers[field]).Select(piece => piece.Text))).Lix, 1, Readability.HardLix);
    }

    [Theory, MemberData(nameof(Partnerships))]
    public void Every_partnership_says_what_an_agreement_must_say(string method)
    {
        string[] must =
        [
            "CL_PARTIES", "CL_DEGREE", "CL_PURPOSE", "CL_RESULTS", "CL_BENEFITS", "CL_TARGET", "CL_RESOURCES", "CL_ROLES", "CL_SUPPLEMENT", "CL_COORDINATOR",
            "CL_CHALLENGES", "CL_FOLLOWUP", "CL_MONEY", "CL_INSURANCE", "CL_DATA", "CL_VOICE", "CL_CHANGES", "CL_LEGAL", "CL_TERM",
        ];
        string[] may = ["CL_BACKGROUND", "CL_CONFIDENTIAL", "CL_CHILDREN", "CL_STORY", "CL_LEARNING", "CL_AFTER", "CL_ANNEX", "CL_PUBLICATION", "CL_CASE", "CL_OTHER"];
        var known = Taxonomy.Method(method);

        Assert.Empty(must.Except(known.RequiredClauses));
        Assert.Empty(may.Except(known.OptionalClauses).Except(known.RequiredClauses));
        Assert.Contains(known.RequiredClauses, code => code is "CL_ACTIVITY" or "CL_TASK");
    }

    [Theory, MemberData(nameof(Partnerships))]
    public void With_short_answers_an_agreement_is_read_aloud_in_five_minutes(string method)
    {
        var agreement = Lektiecafe.Draft(method);
        agreement.Describe(agreement.Title, agreement.StartsOn, agreement.EndsOn, 3, agreement.MeetingTime, agreement.MeetingPlace, [], Lektiecafe.Morning);

        var readability = Readability.Of(AgreementText.Write(agreement, Taxonomy));

        Assert.False(readability.IsLong, $"{readability.Words} words");
        Assert.InRange(readability.Minutes, 2, 5);
    }

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("Vi mødes hver uge.", 4, 4)]
    [InlineData("Vi mødes. Vi ses.", 4, 2)]
    [InlineData("Foreningen afholder sammenkomster", 3, 103)]
    [InlineData("Onsdag kl. 14.30 på skolen", 6, 3)]
    public void Words_and_lix_are_counted_as_by_hand(string text, int words, int lix) => Assert.Equal(new Readability(words, lix), Readability.Of(text));

    [Fact]
    public void A_locked_text_cannot_be_left_out_or_changed_but_added_to()
    {
        var agreement = Lektiecafe.Empty("M4");
        agreement.Describe("Uden valg", agreement.StartsOn, agreement.EndsOn, null, agreement.MeetingTime, "", [], Lektiecafe.Morning);
        agreement.Answer([new ClauseAnswer("CL_VOICE", AgreementText.Addition, "Det gælder også i avisen"), new ClauseAnswer("CL_SUPPLEMENT", "text", "Noget andet")], Lektiecafe.Morning);

        var text = AgreementText.Write(agreement, Taxonomy).ToDictionary(clause => clause.Code, clause => clause.Text);

        Assert.All(["CL_PARTIES", "CL_VOICE", "CL_SUPPLEMENT", "CL_DATA", "CL_TERM"], code => Assert.True(Taxonomy.Clauses[code].IsLocked && text.ContainsKey(code), code));
        Assert.Equal("Foreningen har sit eget formål og sine egne meninger. Den må frit kritisere kommunen. Det ændrer ikke aftalen.\nDet gælder også i avisen.", text["CL_VOICE"]);
        Assert.Equal("Det, vi gør her, er et supplement. Kommunen har stadig sine egne opgaver.", text["CL_SUPPLEMENT"]);
        Assert.DoesNotContain(AgreementText.Choices(agreement, Taxonomy), clause => clause.IsLocked);
    }

    [Fact]
    public void A_part_in_brackets_is_left_out_until_one_of_its_questions_has_an_answer()
    {
        var agreement = Lektiecafe.Empty("M4");
        Assert.DoesNotContain(AgreementText.WhatIsMissing(agreement, Taxonomy), missing => missing.Field.Contains("CL_DATA", StringComparison.Ordinal));

        agreement.Answer([new ClauseAnswer("CL_DATA", "which", "Navne på de frivillige")], Lektiecafe.Morning);

        var missing = AgreementText.WhatIsMissing(agreement, Taxonomy).Where(missing => missing.Field.Contains("CL_DATA", StringComparison.Ordinal)).Select(missing => missing.Field);
        Assert.Equal(["Answers[CL_DATA.controller]", "Answers[CL_DATA.deletion]"], missing);
        Assert.Contains("Navne på de frivillige. Ansvarlig: [mangler].", AgreementText.Write(agreement, Taxonomy).Single(clause => clause.Code == "CL_DATA").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_eight_parties_give_and_gain_stands_in_the_text()
    {
        var agreement = Lektiecafe.Draft("M3");

        while (agreement.Parties.Count < CooperationAgreement.MostParties)
        {
            agreement.AddParty(Guid.NewGuid(), $"Part {agreement.Parties.Count + 1}");
        }

        agreement.Parties[7].Promise("Et lokale.", "Ida", "", "ida@kem.example");
        agreement.Parties[7].AgreeTo(new PartyTerms { Who = "Pedellen", When = "Hver onsdag", HowMuch = "to timer", Benefit = "Nye venner", Cvr = "12345678", Deputy = "Ole" });
        var text = AgreementText.Write(agreement, Taxonomy).ToDictionary(clause => clause.Code, clause => clause.Text);

        Assert.EndsWith("- Part 8: Et lokale. Hvem: Pedellen. Hvornår: Hver onsdag. Hvor meget: to timer.", text["CL_RESOURCES"], StringComparison.Ordinal);
        Assert.EndsWith("- Part 8: Nye venner.", text["CL_BENEFITS"], StringComparison.Ordinal);
        Assert.Contains("Ida (Part 8, stedfortræder Ole)", text["CL_PARTIES"], StringComparison.Ordinal);
        Assert.Contains("- Part 8: CVR-nummer 12345678.", text["CL_PARTIES"], StringComparison.Ordinal);
        var english = string.Concat(ReadingAid.InEnglish(agreement, Taxonomy).SelectMany(clause => clause.Pieces).Select(piece => piece.Text));
        Assert.Contains("- Part 8: Et lokale. Who: Pedellen. When: Hver onsdag. How much: to timer.", english, StringComparison.Ordinal);
        Assert.Contains("- Part 8: CVR number 12345678.", english, StringComparison.Ordinal);
        Assert.Contains("- Part 7: [missing]", english, StringComparison.Ordinal);
        Assert.DoesNotContain(AgreementText.Gap, english, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => agreement.AddParty(Guid.NewGuid(), "Den niende"));
    }

    [Fact]
    public void The_reading_aid_translates_our_words_and_nobody_elses()
    {
        var agreement = Lektiecafe.Draft("M3");
        agreement.Answer(
            [new ClauseAnswer("CL_PURPOSE", "purpose", "Flere børn læser"), new ClauseAnswer("CL_LEGAL", "legal", Taxonomy.Clauses["CL_LEGAL"].Fields[0].Choices[0].Answer)],
            Lektiecafe.Morning);

        var aid = ReadingAid.InEnglish(agreement, Taxonomy).ToDictionary(clause => clause.DanishHeading, clause => clause.Pieces);

        Assert.Equal([new("This is what we want to achieve together: ", false), new("Flere børn læser", true), new(".", false)], aid["Fælles formål"]);
        Assert.Equal("The agreement is a promise to each other that is not legally binding.", string.Concat(aid["Hvad aftalen betyder"].Select(piece => piece.Text)));
        Assert.All(aid["Hvad aftalen betyder"], piece => Assert.False(piece.IsWritten));
        Assert.Contains("every third month", string.Concat(aid["Statusmøder"].Select(piece => piece.Text)), StringComparison.Ordinal);
        Assert.Contains("2 June 2026", string.Concat(aid["Statusmøder"].Select(piece => piece.Text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Vi mangler yngre besøgsvenner til ældre i Midtbyen.", "Yngre besøgsvenner til ældre i Midtbyen")]
    [InlineData("Vi har brug for hjælp til et regnskab, som kommunen kan godkende.", "Hjælp til et regnskab, som kommunen kan godkende")]
    [InlineData("Flere piger til fodbold i Ullerød.", "Flere piger til fodbold i Ullerød")]
    [InlineData("Vores børn bor ved vandet og har aldrig været ude at sejle.", "Fodbold for kvinder")]
    public void The_purpose_begins_with_what_is_missed_and_not_with_who_misses_it(string title, string purpose)
    {
        var need = new Need("0219", Guid.NewGuid(), OrganisationKind.Association, title, "Birgit", Lektiecafe.Morning);
        need.DescribeWhoAndWhat("M2", ["TG_WOMEN"], ["AK_FOOTBALL"], [], [], "", Lektiecafe.Morning);

        Assert.Equal(purpose, SharedPurpose.Of(need, Taxonomy));
    }
}
