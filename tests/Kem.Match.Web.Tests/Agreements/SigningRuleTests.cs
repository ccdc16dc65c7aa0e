using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Tests.Agreements;

/// <summary>Every rule with every list of up to four people and everybody who may have signed of them, against the rules said in other words.</summary>
public class SigningRuleTests
{
    private const int LongestList = 4;

    private static readonly SignatoryRole[] Roles = Enum.GetValues<SignatoryRole>();

    [Fact]
    public void The_truth_table_of_every_rule_is_right()
    {
        var (looked, bound) = (0, 0);

        foreach (var (kind, roles) in Shapes())
        {
            foreach (var signed in Subsets(roles.Count))
            {
                var agreement = SigningCases.Sent((kind, roles));
                SigningCases.Sign(agreement, agreement.Signatories.Where((_, place) => signed.Contains(place)));

                Assert.True(agreement.Parties[0].HasSigned == SigningCases.IsBound(kind, roles, signed), $"{kind} of {string.Join(' ', roles)} with {string.Join(' ', signed)}");
                (looked, bound) = (looked + 1, bound + (agreement.Parties[0].HasSigned ? 1 : 0));
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"Measured: {looked} lists of signatures held against the signing rules, {bound} of them bind the party");
        Assert.True(looked > 25_000 && bound > 1_000, $"{looked} {bound}");
    }

    [Fact]
    public void Exactly_enough_binds_and_one_short_never_does()
    {
        var tried = 0;

        foreach (var (kind, roles) in Shapes())
        {
            foreach (var enough in Subsets(roles.Count).Where(signed => IsJustEnough(kind, roles, signed)))
            {
                var agreement = SigningCases.Sent((kind, roles));
                var signers = agreement.Signatories.Where((_, place) => enough.Contains(place)).ToList();

                foreach (var signatory in signers)
                {
                    Assert.False(agreement.IsInForce);
                    SigningCases.Sign(agreement, [signatory]);
                }

                Assert.True(agreement.IsInForce);
                tried++;
            }
        }

        Assert.True(tried > 1_000, $"{tried}");
    }

    /// <summary>Two to eight parties with rules and lists by lot; they sign in any order, some of them on paper, until it is enough.</summary>
    [Fact]
    public void An_agreement_is_in_force_exactly_when_every_party_is_bound()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var parties = Enumerable.Range(0, random.Next(2, 9)).Select(_ => SigningCases.Fitting(random)).ToArray();
            var agreement = SigningCases.Sent(parties);
            var left = agreement.Signatories.OrderBy(_ => random.Next()).ToList();

            while (!agreement.IsInForce)
            {
                Assert.Contains(parties.Index(), party => !SigningCases.IsBound(party.Item.Rule, party.Item.Roles, SignedOf(agreement, party.Index)));
                var next = left.First(agreement.CanSignOnPaper);
                left.Remove(next);

                if (random.Next(3) == 0)
                {
                    agreement.RecordPaper(new PaperSigning(Lektiecafe.Today, "Rådhuset", "Ida", "Bo", "Birgit", Lektiecafe.Morning), [next], agreement.TextHash, Lektiecafe.Morning);
                }
                else
                {
                    SigningCases.Sign(agreement, [next]);
                }
            }

            Assert.All(parties.Index(), party => Assert.True(SigningCases.IsBound(party.Item.Rule, party.Item.Roles, SignedOf(agreement, party.Index))));
        }
    }

    /// <summary>Whoever says no: the round stops exactly when those who are left cannot bind the party.</summary>
    [Fact]
    public void A_no_stops_the_round_only_when_the_rest_are_too_few()
    {
        foreach (var (kind, roles) in Shapes().Where(shape => SigningCases.IsBound(shape.Rule, shape.Roles, [.. Enumerable.Range(0, shape.Roles.Count)])))
        {
            var agreement = SigningCases.Sent((kind, roles), (SigningRuleKind.Named, [SignatoryRole.Other]));
            var refuser = agreement.Parties[0].Signatories[^1];

            agreement.Decline(refuser, "Nej", Lektiecafe.Morning);

            var canStill = SigningCases.IsBoundWithout(kind, roles, roles.Count - 1);
            Assert.Equal(canStill ? AgreementState.OutForSignature : AgreementState.Declined, agreement.State);
        }
    }

    private static HashSet<int> SignedOf(CooperationAgreement agreement, int party) =>
        [.. agreement.Parties[party].Signatories.Index().Where(signatory => signatory.Item.HasSigned).Select(signatory => signatory.Index)];

    private static bool IsJustEnough(SigningRuleKind kind, IReadOnlyList<SignatoryRole> roles, HashSet<int> signed) =>
        SigningCases.IsBound(kind, roles, signed) && signed.All(one => !SigningCases.IsBound(kind, roles, [.. signed.Where(other => other != one)]));

    private static IEnumerable<(SigningRuleKind Rule, IReadOnlyList<SignatoryRole> Roles)> Shapes() =>
        from kind in Enum.GetValues<SigningRuleKind>()
        from roles in Lists(LongestList)
        select (kind, roles);

    private static IEnumerable<IReadOnlyList<SignatoryRole>> Lists(int longest) =>
        longest == 0 ? [[]] : Lists(longest - 1).SelectMany(list => list.Count < longest - 1 ? [list] : Roles.Select(role => (IReadOnlyList<SignatoryRole>)[.. list, role]).Prepend(list));

    private static IEnumerable<HashSet<int>> Subsets(int count) =>
        Enumerable.Range(0, 1 << count).Select(bits => Enumerable.Range(0, count).Where(place => (bits & (1 << place)) != 0).ToHashSet());
}
