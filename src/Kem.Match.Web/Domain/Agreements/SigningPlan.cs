namespace Kem.Match.Web.Domain.Agreements;

/// <summary>Something about a party's list of signatories that does not fit its rule.</summary>
/// <param name="Row">The place on the list; null when it is about the list.</param>
/// <param name="Field">The property of <see cref="SignatoryDetails"/>, or "Rule".</param>
/// <param name="Text">What is wrong and what to do, in Danish.</param>
/// <param name="IsGap">Something is not filled in yet, as opposed to something that cannot be.</param>
public sealed record SigningProblem(int? Row, string Field, string Text, bool IsGap);

/// <summary>Holds a list of signatories against the party's rule.</summary>
public static class SigningPlan
{
    private const string Rule = "Rule";

    public static IReadOnlyList<SigningProblem> ProblemsOf(SigningRule rule, IReadOnlyList<SignatoryDetails> signatories) =>
    [
        .. TooFew(rule, signatories),
        .. TooMany(rule, signatories),
        .. signatories.SelectMany((signatory, row) => Incomplete(rule, signatory, row)),
        .. Twice(signatories, signatory => signatory.Name, nameof(SignatoryDetails.Name), name => $"{name} står to gange. Hver person skal stå én gang."),
        .. Twice(
            signatories, signatory => signatory.Email, nameof(SignatoryDetails.Email),
            _ => "To personer kan ikke bruge samme mail, for linket er personligt. Skriv en anden mail, eller vælg papir."),
    ];

    private static IEnumerable<SigningProblem> TooFew(SigningRule rule, IReadOnlyList<SignatoryDetails> signatories)
    {
        if (signatories.Count == 0)
        {
            yield return new(null, Rule, "Der står ingen på listen. Skriv, hvem der skal skrive under.", IsGap: true);
            yield break;
        }

        foreach (var demand in rule.Demands)
        {
            var listed = signatories.Count(signatory => demand.Covers(signatory.Role));

            if (listed < demand.AtLeast)
            {
                yield return new(null, Rule, Lacking(demand, listed), IsGap: true);
            }
        }
    }

    private static string Lacking(SigningDemand demand, int listed) => demand switch
    {
        { Roles: [SignatoryRole.Chair] } => "Reglen kræver formanden. Skriv formanden på listen, eller vælg en anden regel.",
        { Roles: [SignatoryRole.Treasurer] } => "Reglen kræver kassereren. Skriv kassereren på listen, eller vælg en anden regel.",
        { IsForAll: true } => $"Reglen kræver hele bestyrelsen, og det er mindst to. Der står {Number(listed)} på listen.",
        _ => $"Reglen kræver to fra bestyrelsen. Der står {Number(listed)} på listen.",
    };

    private static IEnumerable<SigningProblem> TooMany(SigningRule rule, IReadOnlyList<SignatoryDetails> signatories)
    {
        foreach (var (row, signatory) in signatories.Index())
        {
            if (!rule.Uses(signatory.Role))
            {
                yield return new(row, nameof(SignatoryDetails.Role), "Reglen bruger ikke en person med den rolle. Ret rollen, fjern personen, eller vælg en anden regel.", IsGap: false);
            }
            else if (rule.Kind == SigningRuleKind.Proxy && row > 0)
            {
                yield return new(row, nameof(SignatoryDetails.Name), "Med fuldmagt skriver kun én under. Fjern personen, eller vælg en anden regel.", IsGap: false);
            }
            else if (signatory.Role is SignatoryRole.Chair or SignatoryRole.Treasurer && signatories.Take(row).Any(earlier => earlier.Role == signatory.Role))
            {
                var role = signatory.Role == SignatoryRole.Chair ? "formand" : "kasserer";
                yield return new(row, nameof(SignatoryDetails.Role), $"Der kan kun stå én {role}. Ret rollen.", IsGap: false);
            }
        }
    }

    private static IEnumerable<SigningProblem> Incomplete(SigningRule rule, SignatoryDetails signatory, int row)
    {
        if (signatory.Name.Length == 0)
        {
            yield return new(row, nameof(SignatoryDetails.Name), "Skriv, hvem der skal skrive under.", IsGap: true);
        }

        if (signatory is { Way: SigningWay.Link or SigningWay.SignedIn, Email.Length: 0 })
        {
            var use = signatory.Way == SigningWay.Link ? "linket skal sendes til" : "personen logger ind med";
            yield return new(row, nameof(SignatoryDetails.Email), $"Skriv den mail, som {use}.", IsGap: true);
        }

        if (rule.Kind == SigningRuleKind.Proxy && signatory.ProxyFor.Length == 0)
        {
            yield return new(row, nameof(SignatoryDetails.ProxyFor), "Skriv, hvem der har givet fuldmagten.", IsGap: true);
        }

        if (signatory.ProxyFor.Length > 0 && IsSame(signatory.ProxyFor, signatory.Name))
        {
            yield return new(row, nameof(SignatoryDetails.ProxyFor), "Man kan ikke give fuldmagt til sig selv. Skriv en anden.", IsGap: false);
        }
    }

    private static IEnumerable<SigningProblem> Twice(
        IReadOnlyList<SignatoryDetails> signatories, Func<SignatoryDetails, string> part, string field, Func<string, string> text) =>
        signatories.Index()
            .Where(one => part(one.Item).Length > 0 && signatories.Take(one.Index).Any(earlier => IsSame(part(earlier), part(one.Item))))
            .Select(one => new SigningProblem(one.Index, field, text(part(one.Item)), IsGap: false));

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Number(int count) => count switch { 0 => "ingen", 1 => "én", _ => $"{count}" };
}
