using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Tests.Agreements;

/// <summary>Agreements of parties with a rule and a list of roles, and the rules said once more, without the code that is tested.</summary>
internal static class SigningCases
{
    private static readonly SignatoryRole[] Board = [SignatoryRole.Chair, SignatoryRole.Treasurer, SignatoryRole.BoardMember];

    public static CooperationAgreement Sent(params (SigningRuleKind Rule, IReadOnlyList<SignatoryRole> Roles)[] parties)
    {
        var agreement = new CooperationAgreement("0219", "M3", "Lektiecafé", "Birgit Aagaard", "birgit@kem.example", Lektiecafe.Morning);
        agreement.Describe("Lektiecafé", Lektiecafe.Today, Lektiecafe.Today.AddMonths(12), 3, new(19, 0), "Skolen", [], Lektiecafe.Morning);

        foreach (var (number, (rule, roles)) in parties.Index())
        {
            var party = agreement.AddParty(Guid.NewGuid(), $"Part {number + 1}");
            agreement.LetSign(party, rule, [.. roles.Select((role, place) => new SignatoryDetails($"Person {number + 1}.{place + 1}", role, "", $"p{place}@part{number}.example", SigningWay.Link))], Lektiecafe.Morning);
        }

        agreement.SendForSignature([new AgreementClause(0, "CL_PURPOSE", "Formål", "Vi hjælper med lektier.")], Lektiecafe.Morning);
        agreement.AskNext(Lektiecafe.Morning);
        return agreement;
    }

    public static void Sign(CooperationAgreement agreement, IEnumerable<Signatory> signatories)
    {
        foreach (var signatory in signatories.ToList())
        {
            if (agreement.CanBeSignedBy(signatory))
            {
                agreement.Sign(signatory, signatory.Name, SigningWay.Link, agreement.TextHash, Lektiecafe.Morning);
            }
        }
    }

    /// <summary>Is a party bound when those on these places of its list have signed?</summary>
    public static bool IsBound(SigningRuleKind rule, IReadOnlyList<SignatoryRole> roles, HashSet<int> signed)
    {
        var board = roles.Index().Where(person => Board.Contains(person.Item)).Select(person => person.Index).ToList();

        return rule switch
        {
            SigningRuleKind.Named or SigningRuleKind.Proxy => roles.Count > 0 && signed.Count == roles.Count,
            SigningRuleKind.ChairAlone => signed.Any(place => roles[place] == SignatoryRole.Chair),
            SigningRuleKind.ChairAndTreasurer => signed.Any(place => roles[place] == SignatoryRole.Chair) && signed.Any(place => roles[place] == SignatoryRole.Treasurer),
            SigningRuleKind.TwoOfBoard => board.Count(signed.Contains) >= 2,
            SigningRuleKind.WholeBoard => board.Count >= 2 && board.All(signed.Contains),
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        };
    }

    /// <summary>Could the party be bound if this one never signs, and stays on the list?</summary>
    public static bool IsBoundWithout(SigningRuleKind rule, IReadOnlyList<SignatoryRole> roles, int refuser) =>
        IsBound(rule, roles, [.. Enumerable.Range(0, roles.Count).Where(place => place != refuser)]);

    /// <summary>A rule by lot, with a list that can meet it.</summary>
    public static (SigningRuleKind Rule, IReadOnlyList<SignatoryRole> Roles) Fitting(Random random)
    {
        while (true)
        {
            var rule = random.GetItems(Enum.GetValues<SigningRuleKind>(), 1)[0];
            var roles = random.GetItems(Enum.GetValues<SignatoryRole>(), random.Next(1, 7));

            if (IsBound(rule, roles, [.. Enumerable.Range(0, roles.Length)]))
            {
                return (rule, roles);
            }
        }
    }
}
