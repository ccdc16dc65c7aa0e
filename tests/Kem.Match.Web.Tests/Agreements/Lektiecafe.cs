using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;

namespace Kem.Match.Web.Tests.Agreements;

/// <summary>The agreement of these tests: an association, a school and the municipality around a homework café.</summary>
internal static class Lektiecafe
{
    public static DateTimeOffset Morning { get; } = DanishTime.At(new DateOnly(2026, 3, 2), new TimeOnly(9, 0));

    public static DateOnly Today { get; } = new(2026, 3, 2);

    public static Taxonomy Taxonomy { get; } = new TaxonomyFiles(Path.Combine(AppContext.BaseDirectory, "data", "taxonomy")).Read();

    /// <summary>A draft in which nothing is missing.</summary>
    public static CooperationAgreement Draft(
        string method = "M3", DateOnly? startsOn = null, DateOnly? endsOn = null, int? monthsBetweenMeetings = 3, IReadOnlyList<Guid>? organisations = null)
    {
        var agreement = Empty(method, startsOn, endsOn, monthsBetweenMeetings, organisations);

        agreement.Answer(
            AgreementText.Templates(agreement, Taxonomy).SelectMany(
                clause => clause.Fields.Where(field => !field.IsAutomatic),
                (clause, field) => new ClauseAnswer(clause.Code, field.Code, field.Choices.Count > 0 ? field.Choices[0].Answer : "Vi gør det sammen.")),
            Morning);

        foreach (var (party, address) in agreement.Parties.Zip(["amina@kem.example", "gert@kem.example", "birgit@kem.example"]))
        {
            party.Promise("Fire frivillige hver onsdag.", "Amina Yusuf", "formand", address);
            party.AgreeTo(new PartyTerms { Benefit = "Vi lærer hinanden at kende." });
        }

        return agreement;
    }

    /// <summary>A draft that nobody has written in.</summary>
    public static CooperationAgreement Empty(
        string method = "M3", DateOnly? startsOn = null, DateOnly? endsOn = null, int? monthsBetweenMeetings = 3, IReadOnlyList<Guid>? organisations = null)
    {
        var agreement = new CooperationAgreement("0219", method, "Lektiecafé på Engskolen", "Birgit Aagaard", "birgit@kem.example", Morning);
        var names = new[] { "Kvinder på Tværs", "Engskolen", "Hillerød Kommune" };
        var ids = organisations ?? [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];

        foreach (var (id, name) in ids.Zip(names))
        {
            agreement.AddParty(id, name);
        }

        agreement.Describe(
            "Lektiecafé på Engskolen", startsOn ?? Today, endsOn ?? new DateOnly(2027, 3, 1), monthsBetweenMeetings, new TimeOnly(19, 0), "Engskolens bibliotek",
            Taxonomy.Method(method).OptionalClauses, Morning);
        return agreement;
    }

    public static CooperationAgreement OutForSignature(int? monthsBetweenMeetings = 3, IReadOnlyList<Guid>? organisations = null)
    {
        var agreement = Draft(monthsBetweenMeetings: monthsBetweenMeetings, organisations: organisations);
        agreement.SendForSignature(AgreementText.Write(agreement, Taxonomy), Morning);
        agreement.AskNext(Morning);
        return agreement;
    }

    public static CooperationAgreement InForce(
        int? monthsBetweenMeetings = 3, DateOnly? startsOn = null, DateOnly? endsOn = null, IReadOnlyList<Guid>? organisations = null)
    {
        var agreement = Draft("M3", startsOn, endsOn, monthsBetweenMeetings, organisations);
        agreement.SendForSignature(AgreementText.Write(agreement, Taxonomy), Morning);

        foreach (var signatory in agreement.Signatories)
        {
            agreement.Sign(signatory, signatory.Name, SigningWay.Link, agreement.TextHash, Morning);
        }

        return agreement;
    }
}
