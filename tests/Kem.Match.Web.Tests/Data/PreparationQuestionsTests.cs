using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Tests.Agreements;

namespace Kem.Match.Web.Tests.Data;

/// <summary>The questions before the first talk: every method has some, and their answers have somewhere to go.</summary>
public class PreparationQuestionsTests
{
    private static readonly Taxonomy Taxonomy = Lektiecafe.Taxonomy;

    [Fact]
    public void Every_method_asks_four_to_eight_questions()
    {
        Assert.All(Taxonomy.Methods, method => Assert.InRange(Taxonomy.PreparationFor(method.Code).Count, 4, 8));
        Assert.Equal(4, Taxonomy.PreparationFor("M2").Count);
        Assert.Equal(Taxonomy.Preparation.Count, Taxonomy.Preparation.Select(question => question.Code).Distinct().Count());
    }

    [Fact]
    public void Every_answer_goes_to_a_field_that_the_methods_agreement_has()
    {
        foreach (var question in Taxonomy.Preparation)
        {
            foreach (var target in question.Targets.Where(target => !target.StartsWith("PARTY.", StringComparison.Ordinal)))
            {
                var (clause, field) = (target.Split('.')[0], target.Split('.')[1]);
                Assert.Contains(Taxonomy.Clauses[clause].Fields, f => f.Code == field && !f.IsAutomatic);
                Assert.All(question.Methods, method => Assert.Contains(clause, Taxonomy.Method(method).RequiredClauses.Concat(Taxonomy.Method(method).OptionalClauses)));
            }
        }
    }

    [Fact]
    public void The_methods_that_the_guide_leaves_out_are_marked_as_our_own()
    {
        Assert.All(Taxonomy.PreparationFor("M7").Concat(Taxonomy.PreparationFor("M8")), question => Assert.True(question.IsOwn, question.Code));
        Assert.All(Taxonomy.PreparationFor("M2").Concat(Taxonomy.PreparationFor("M4")), question => Assert.False(question.IsOwn, question.Code));
    }

    [Fact]
    public void A_question_is_short_and_can_be_read_in_English_too() =>
        Assert.All(Taxonomy.Preparation, question =>
        {
            Assert.InRange(question.Question.Split(' ').Length, 3, 13);
            Assert.NotEqual(question.Question, question.English);
        });
}
