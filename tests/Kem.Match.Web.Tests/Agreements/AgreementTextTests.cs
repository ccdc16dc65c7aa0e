using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Tests.Agreements;

public class AgreementTextTests
{
    public static TheoryData<string> Methods => [.. Lektiecafe.Taxonomy.Methods.Select(method => method.Code)];

    [Theory, MemberData(nameof(Methods))]
    public void A_fully_answered_agreement_reads_without_braces_gaps_or_double_stops(string method)
    {
        var agreement = Lektiecafe.Draft(method, monthsBetweenMeetings: 4);

        Assert.Empty(AgreementText.WhatIsMissing(agreement, Lektiecafe.Taxonomy));
        Assert.All(AgreementText.Write(agreement, Lektiecafe.Taxonomy), clause =>
        {
            Assert.DoesNotContain('{', clause.Text);
            Assert.DoesNotContain(AgreementText.Gap, clause.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("..", clause.Text, StringComparison.Ordinal);
            Assert.EndsWith(".", clause.Text, StringComparison.Ordinal);
        });
    }

    [Theory, MemberData(nameof(Methods))]
    public void Everything_that_is_missing_is_asked_for_once_and_marked_in_the_text(string method)
    {
        var agreement = Lektiecafe.Empty(method);
        var missing = AgreementText.WhatIsMissing(agreement, Lektiecafe.Taxonomy);

        Assert.NotEmpty(missing);
        Assert.Equal(missing.Count, missing.Select(answer => answer.Field).Distinct().Count());
        Assert.All(missing, answer => Assert.EndsWith("?", answer.Question, StringComparison.Ordinal));
        Assert.Contains(AgreementText.Write(agreement, Lektiecafe.Taxonomy), clause => clause.Text.Contains(AgreementText.Gap, StringComparison.Ordinal));
    }

    [Fact]
    public void The_term_comes_last_and_status_meetings_only_when_there_are_any()
    {
        Assert.Equal("CL_TERM", AgreementText.Templates(Lektiecafe.Draft("M6"), Lektiecafe.Taxonomy)[^1].Code);
        Assert.Contains(AgreementText.Templates(Lektiecafe.Draft("M1"), Lektiecafe.Taxonomy), clause => clause.Code == "CL_STATUS");
        Assert.DoesNotContain(AgreementText.Templates(Lektiecafe.Draft("M3", monthsBetweenMeetings: null), Lektiecafe.Taxonomy), clause => clause.Code == "CL_STATUS");
    }

    [Fact]
    public void The_resources_stand_on_lines_of_their_own_and_end_like_sentences()
    {
        var resources = AgreementText.Write(Lektiecafe.Draft(), Lektiecafe.Taxonomy).Single(clause => clause.Code == "CL_RESOURCES");

        Assert.Contains("\n- Engskolen: Fire frivillige hver onsdag.\n", resources.Text, StringComparison.Ordinal);
        Assert.EndsWith("- Hillerød Kommune: Fire frivillige hver onsdag.", resources.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_meeting_stands_in_the_text_as_a_date()
    {
        var status = AgreementText.Write(Lektiecafe.Draft(), Lektiecafe.Taxonomy).Single(clause => clause.Code == "CL_STATUS");

        Assert.Equal("Vi holder statusmøde hver tredje måned. Det første møde er 2. juni 2026. Dagsordenen er aftalt på forhånd.", status.Text);
    }

    [Fact]
    public void A_period_too_short_for_a_meeting_still_reads_well()
    {
        var agreement = Lektiecafe.Draft(endsOn: new(2026, 4, 1));
        var status = AgreementText.Write(agreement, Lektiecafe.Taxonomy).Single(clause => clause.Code == "CL_STATUS");

        Assert.Contains("Det første møde er endnu ikke aftalt.", status.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Flere piger spiller fodbold", "sammen: Flere piger spiller fodbold.")]
    [InlineData("Flere piger spiller fodbold...", "sammen: Flere piger spiller fodbold.")]
    [InlineData("Kan flere piger spille fodbold?", "sammen: Kan flere piger spille fodbold?")]
    public void An_answer_ends_its_sentence_once(string answer, string expected)
    {
        var agreement = Lektiecafe.Empty();
        agreement.Answer([new ClauseAnswer("CL_PURPOSE", "purpose", answer)], Lektiecafe.Morning);

        var purpose = AgreementText.Write(agreement, Lektiecafe.Taxonomy).Single(clause => clause.Code == "CL_PURPOSE");

        Assert.EndsWith(expected, purpose.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_party_gains_is_asked_by_the_partys_name()
    {
        var missing = AgreementText.WhatIsMissing(Lektiecafe.Empty("M6"), Lektiecafe.Taxonomy);

        Assert.Contains(new MissingAnswer("Parties[0].Benefit", "Hvad får Kvinder på Tværs ud af det?"), missing);
    }
}
