using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Rules, roles and ways of signing as a volunteer would say them.</summary>
public static class SigningWords
{
    public static IEnumerable<SelectListItem> Rules => Enum.GetValues<SigningRuleKind>().Select(kind => new SelectListItem($"{NameOf(kind)}. {Explain(kind)}", $"{kind}"));

    public static IEnumerable<SelectListItem> Roles => Enum.GetValues<SignatoryRole>().Select(role => new SelectListItem(NameOf(role), $"{role}"));

    public static IEnumerable<SelectListItem> Ways =>
    [
        new("Med et link i en mail", $"{SigningWay.Link}"),
        new("På papir ved et møde", $"{SigningWay.Paper}"),
        new("Logget ind her på siden", $"{SigningWay.SignedIn}"),
    ];

    public static string NameOf(SigningRuleKind kind) => kind switch
    {
        SigningRuleKind.Named => "Alle på listen",
        SigningRuleKind.ChairAlone => "Formanden alene",
        SigningRuleKind.ChairAndTreasurer => "Formand og kasserer sammen",
        SigningRuleKind.TwoOfBoard => "To fra bestyrelsen",
        SigningRuleKind.WholeBoard => "Hele bestyrelsen",
        SigningRuleKind.Proxy => "Én med fuldmagt",
    };

    public static string Explain(SigningRuleKind kind) => kind switch
    {
        SigningRuleKind.Named => "Det kan være en leder, en imam eller en udvalgsformand.",
        SigningRuleKind.ChairAlone => "Formanden kan skrive under uden andre.",
        SigningRuleKind.ChairAndTreasurer => "Begge skal skrive under.",
        SigningRuleKind.TwoOfBoard => "De to første, der skriver under, er nok.",
        SigningRuleKind.WholeBoard => "Vælg den, hvis vedtægterne ikke siger noget.",
        SigningRuleKind.Proxy => "Én skriver under for dem, der har givet fuldmagten.",
    };

    public static string NameOf(SignatoryRole role) => role switch
    {
        SignatoryRole.Chair => "Formand",
        SignatoryRole.Treasurer => "Kasserer",
        SignatoryRole.BoardMember => "Medlem af bestyrelsen",
        SignatoryRole.Other => "Anden rolle",
    };

    /// <summary>"formand", or what the person is called.</summary>
    public static string TitleOf(Signatory signatory) =>
        signatory.Title.Length > 0 ? signatory.Title
        : signatory.Role == SignatoryRole.Other ? ""
        : NameOf(signatory.Role).ToLowerInvariant();

    /// <summary>What gives the person the right to sign: "formand, med fuldmagt fra Leyla Demir".</summary>
    public static string RoleOf(Signatory signatory) => string.Join(
        ", ", new[] { TitleOf(signatory), signatory.ProxyFor.Length > 0 ? $"med fuldmagt fra {signatory.ProxyFor}" : "" }.Where(part => part.Length > 0));

    /// <summary>"Amina Yusuf, formand, med fuldmagt fra Leyla Demir"</summary>
    public static string Introduce(Signatory signatory) => RoleOf(signatory) is { Length: > 0 } role ? $"{signatory.Name}, {role}" : signatory.Name;

    /// <summary>How a signature came, for those who read it later.</summary>
    public static string HowSigned(CooperationAgreement agreement, Signatory signatory) => signatory.SignedBy switch
    {
        SigningWay.Paper when agreement.PaperSignings.SingleOrDefault(paper => paper.Id == signatory.PaperSigningId) is { } paper =>
            $"Skrev under på papir {DanishText.Date(paper.SignedOn)}. Sted: {paper.Place}. {paper.FirstWitness} og {paper.SecondWitness} så det. Skrevet ind af {paper.RecordedBy}.",
        SigningWay.SignedIn => $"Skrev under logget ind {DanishText.Moment(signatory.SignedAt!.Value)}",
        _ => $"Skrev under med linket i mailen {DanishText.Moment(signatory.SignedAt!.Value)}",
    };

    /// <summary>How somebody is to sign, before it is done.</summary>
    public static string HowAsked(Signatory signatory, bool isSelf) => signatory.Way switch
    {
        _ when isSelf => "Du skriver under her på siden.",
        SigningWay.Paper => "Skriver under på papir.",
        SigningWay.SignedIn => "Skriver under logget ind.",
        _ => $"Får en mail på {signatory.Email}.",
    };
}
