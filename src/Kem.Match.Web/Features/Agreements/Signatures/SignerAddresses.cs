using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>
/// Sees to it that nobody who sends agreements gets the link of somebody who signs: a coordinator's address may stand for the
/// coordinator's own organisation only.
/// </summary>
public sealed class SignerAddresses(KemDb db)
{
    private const string Advice = "Den mail hører til en koordinator. En koordinator må ikke skrive under for andre. Skriv personens egen mail, eller vælg papir.";

    /// <summary>What is wrong with the addresses of those who are to sign for one party.</summary>
    public async Task<IReadOnlyList<SigningProblem>> ProblemsOfAsync(
        CooperationAgreement agreement, AgreementParty party, IReadOnlyList<SignatoryDetails> people, Viewer coordinator, CancellationToken cancellationToken)
    {
        var barred = await CoordinatorsElsewhereAsync(agreement, party.OrganisationId, coordinator, cancellationToken);

        return
        [
            .. people.Index()
                .Where(person => barred.Contains(person.Item.Email))
                .Select(person => new SigningProblem(person.Index, nameof(SignatoryDetails.Email), Advice, IsGap: false)),
        ];
    }

    public async Task<bool> AreInOrderAsync(CooperationAgreement agreement, Viewer coordinator, CancellationToken cancellationToken)
    {
        foreach (var party in agreement.Parties)
        {
            var people = party.Signatories.Select(signatory => signatory.Describe()).ToList();
            if (await ProblemsOfAsync(agreement, party, people, coordinator, cancellationToken) is { Count: > 0 }) return false;
        }

        return true;
    }

    private async Task<IReadOnlySet<string>> CoordinatorsElsewhereAsync(
        CooperationAgreement agreement, Guid organisationId, Viewer coordinator, CancellationToken cancellationToken)
    {
        var accounts = await (
            from user in db.Users
            join membership in db.UserRoles on user.Id equals membership.UserId
            join role in db.Roles on membership.RoleId equals role.Id
            where role.Name == Roles.Coordinator && user.MunicipalityCode == agreement.MunicipalityCode
            select new { user.Email, user.OrganisationId }).ToListAsync(cancellationToken);

        var all = accounts.Select(account => (Address: account.Email ?? "", Organisation: account.OrganisationId ?? Guid.Empty))
            .Append((Address: coordinator.Email, Organisation: coordinator.OrganisationId))
            .ToList();
        var atHome = all.Where(one => one.Organisation == organisationId).Select(one => one.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);

        return all.Select(one => one.Address).Append(agreement.ResponsibleEmail)
            .Where(address => address.Length > 0 && !atHome.Contains(address))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
