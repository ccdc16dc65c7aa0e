using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Tests.Reminders;

namespace Kem.Match.Web.Tests.Agreements;

public class SigningPlanTests
{
    [Theory]
    [InlineData(SigningRuleKind.TwoOfBoard, "Chair", "Reglen kræver to fra bestyrelsen. Der står én på listen.")]
    [InlineData(SigningRuleKind.TwoOfBoard, "", "Der står ingen på listen. Skriv, hvem der skal skrive under.")]
    [InlineData(SigningRuleKind.WholeBoard, "Chair", "Reglen kræver hele bestyrelsen, og det er mindst to. Der står én på listen.")]
    [InlineData(SigningRuleKind.ChairAndTreasurer, "Chair", "Reglen kræver kassereren. Skriv kassereren på listen, eller vælg en anden regel.")]
    [InlineData(SigningRuleKind.ChairAndTreasurer, "Treasurer", "Reglen kræver formanden. Skriv formanden på listen, eller vælg en anden regel.")]
    [InlineData(SigningRuleKind.Proxy, "Other", "Skriv, hvem der har givet fuldmagten.")]
    public void What_is_missing_is_said_and_may_be_filled_in_later(SigningRuleKind rule, string roles, string expected)
    {
        var problem = Assert.Single(SigningPlan.ProblemsOf(SigningRule.Of(rule), People(roles)));

        Assert.Equal((expected, true), (problem.Text, problem.IsGap));
    }

    [Theory]
    [InlineData(SigningRuleKind.ChairAlone, "Chair Treasurer", nameof(SignatoryDetails.Role), 1)]
    [InlineData(SigningRuleKind.TwoOfBoard, "Chair Chair", nameof(SignatoryDetails.Role), 1)]
    [InlineData(SigningRuleKind.WholeBoard, "Chair BoardMember Other", nameof(SignatoryDetails.Role), 2)]
    [InlineData(SigningRuleKind.ChairAndTreasurer, "Chair Treasurer Treasurer", nameof(SignatoryDetails.Role), 2)]
    public void What_cannot_be_is_refused_at_its_field(SigningRuleKind rule, string roles, string field, int row)
    {
        var problem = Assert.Single(SigningPlan.ProblemsOf(SigningRule.Of(rule), People(roles)));

        Assert.Equal((row, field, false), (problem.Row, problem.Field, problem.IsGap));
    }

    [Fact]
    public void Nobody_stands_twice_or_shares_an_address_or_gives_himself_a_proxy()
    {
        var people = new[]
        {
            new SignatoryDetails("Amina Yusuf", SignatoryRole.Chair, "", "amina@kem.example", SigningWay.Link),
            new SignatoryDetails("amina yusuf", SignatoryRole.Treasurer, "", "AMINA@kem.example", SigningWay.Link) { ProxyFor = "Amina Yusuf" },
        };

        var problems = SigningPlan.ProblemsOf(SigningRule.Of(SigningRuleKind.ChairAndTreasurer), people);

        Assert.Equal(["Email", "Name", "ProxyFor"], problems.Select(problem => problem.Field).Order());
        Assert.All(problems, problem => Assert.Equal((1, false), (problem.Row!.Value, problem.IsGap)));
    }

    [Fact]
    public void An_address_is_needed_by_those_who_get_a_link_and_not_by_those_who_sign_on_paper()
    {
        var link = new SignatoryDetails("Amina", SignatoryRole.Other, "", "", SigningWay.Link);

        Assert.Equal("Skriv den mail, som linket skal sendes til.", Assert.Single(SigningPlan.ProblemsOf(SigningRule.Of(SigningRuleKind.Named), [link])).Text);
        Assert.Empty(SigningPlan.ProblemsOf(SigningRule.Of(SigningRuleKind.Named), [link with { Way = SigningWay.Paper }]));
    }

    [Fact]
    public void The_contact_signs_until_somebody_else_is_chosen()
    {
        var agreement = Lektiecafe.Draft();
        var party = agreement.Parties[0];

        party.Promise("", "Leyla Demir", "formand", "leyla@kem.example");
        Assert.Equal(("Leyla Demir", "leyla@kem.example"), (party.Signatories[0].Name, party.Signatories[0].Email));

        agreement.LetSign(party, SigningRuleKind.ChairAlone, People("Chair"), Lektiecafe.Morning);
        party.Promise("", "Amina Yusuf", "sekretær", "amina@kem.example");
        Assert.Equal("Person 1", Assert.Single(party.Signatories).Name);
    }

    [Fact]
    public void A_draft_says_what_its_lists_miss_and_where_to_write_it()
    {
        var agreement = Lektiecafe.Draft();
        agreement.LetSign(agreement.Parties[1], SigningRuleKind.TwoOfBoard, People("Chair"), Lektiecafe.Morning);

        var missing = Assert.Single(AgreementText.WhatIsMissing(agreement, Lektiecafe.Taxonomy));

        Assert.Equal(("Parties[1].Rule", AgreementText.SigningPage), (missing.Field, missing.Page));
        Assert.Equal("Underskrift for Engskolen: Reglen kræver to fra bestyrelsen. Der står én på listen.", missing.Question);
    }

    [Fact]
    public void The_next_in_the_row_is_asked_when_the_first_have_signed()
    {
        var agreement = Lektiecafe.Draft();

        foreach (var (step, party) in agreement.Parties.Index())
        {
            agreement.LetSign(party, SigningRuleKind.Named, [new SignatoryDetails($"Nummer {step}", SignatoryRole.Other, "", $"n{step}@kem.example", SigningWay.Link) { Step = step + 1 }], Lektiecafe.Morning);
        }

        agreement.SendForSignature(AgreementText.Write(agreement, Lektiecafe.Taxonomy), Lektiecafe.Morning);

        for (var turn = 0; turn < 3; turn++)
        {
            var asked = Assert.Single(agreement.AskNext(Lektiecafe.Morning.AddDays(turn)));
            Assert.Same(agreement.Signatories[turn], asked);
            Assert.All(agreement.Signatories.Skip(turn + 1), later => Assert.False(agreement.CanBeSignedBy(later)));
            Assert.Empty(agreement.AskNext(Lektiecafe.Morning.AddDays(turn)));
            Assert.Equal(1, agreement.DueOn(Lektiecafe.Today.AddDays(turn + 6), AgreementReminders.SignReminder));
            agreement.Sign(asked, asked.Name, SigningWay.Link, agreement.TextHash, Lektiecafe.Morning.AddDays(turn));
        }

        Assert.True(agreement.IsInForce);
    }

    private static List<SignatoryDetails> People(string roles) =>
        [.. roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((role, place) =>
            new SignatoryDetails($"Person {place + 1}", Enum.Parse<SignatoryRole>(role), "", $"p{place}@kem.example", SigningWay.Link))];
}
