using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Who signs for each party, as a coordinator writes it: every answer may still be empty.</summary>
public sealed class SigningPlanForm
{
    /// <summary>Which version of the draft the writer saw.</summary>
    public long Version { get; init; }

    public List<PartySigningForm> Parties { get; init; } = [];

    public static SigningPlanForm Of(CooperationAgreement agreement, long version) => new()
    {
        Version = version,
        Parties = [.. agreement.Parties.Select(PartySigningForm.Of)],
    };

    public void WriteTo(CooperationAgreement agreement, DateTimeOffset at)
    {
        foreach (var (party, written) in agreement.Parties.Zip(Parties))
        {
            agreement.LetSign(party, written.Rule, written.People, at);
        }
    }
}

/// <summary>One party's rule and list.</summary>
public sealed class PartySigningForm
{
    private const int MostSignatories = 20;

    [EnumDataType(typeof(SigningRuleKind)), Display(Name = "Regel")]
    public SigningRuleKind Rule { get; init; }

    public List<SignatoryForm> Signatories { get; init; } = [];

    public bool HasRoom => Signatories.Count < MostSignatories;

    public IReadOnlyList<SignatoryDetails> People => [.. Signatories.Take(MostSignatories).Select(signatory => signatory.ToDetails())];

    public static PartySigningForm Of(AgreementParty party) => new()
    {
        Rule = party.SigningRuleKind,
        Signatories = [.. party.Signatories.Select(signatory => SignatoryForm.Of(signatory.Describe()))],
    };
}

/// <summary>One person who signs.</summary>
public sealed class SignatoryForm
{
    [StringLength(100), NoCprNumber, Display(Name = "Navn")]
    public string? Name { get; init; }

    [EnumDataType(typeof(SignatoryRole)), Display(Name = "Rolle")]
    public SignatoryRole Role { get; init; } = SignatoryRole.Other;

    [StringLength(100), Display(Name = "Titel")]
    public string? Title { get; init; }

    [StringLength(254), MailAddress(ErrorMessage = "Ret mailadressen. Skriv den sådan: navn@forening.example"), Display(Name = "Mail")]
    public string? Email { get; init; }

    [EnumDataType(typeof(SigningWay)), Display(Name = "Måde")]
    public SigningWay Way { get; init; }

    [Range(1, 20, ErrorMessage = "Skriv et tal fra 1 til 20. Nummer 1 bliver spurgt først."), Display(Name = "Rækkefølge")]
    public int Step { get; init; } = 1;

    [StringLength(100), NoCprNumber, Display(Name = "Fuldmagt fra")]
    public string? ProxyFor { get; init; }

    [StringLength(300), NoCprNumber, Display(Name = "Hvor fuldmagten ligger")]
    public string? ProxyNote { get; init; }

    public static SignatoryForm Of(SignatoryDetails person) => new()
    {
        Name = person.Name,
        Role = person.Role,
        Title = person.Title,
        Email = person.Email,
        Way = person.Way,
        Step = person.Step,
        ProxyFor = person.ProxyFor,
        ProxyNote = person.ProxyNote,
    };

    public SignatoryDetails ToDetails() => new(Trimmed(Name), Role, Trimmed(Title), Trimmed(Email), Way)
    {
        Step = Step,
        ProxyFor = Trimmed(ProxyFor),
        ProxyNote = Trimmed(ProxyNote),
    };

    private static string Trimmed(string? text) => (text ?? "").Trim();
}
