using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>Begins a new agreement from one in force (ændring): everything is as before until somebody changes it.</summary>
public static class Amendment
{
    public static CooperationAgreement Of(CooperationAgreement old, DateTimeOffset at)
    {
        var agreement = new CooperationAgreement(old.MunicipalityCode, old.Method, old.Title, old.ResponsibleName, old.ResponsibleEmail, at);
        agreement.Amend(old);

        foreach (var party in old.ActiveParties)
        {
            var same = agreement.AddParty(party.OrganisationId, party.Name);
            same.Promise(party.Contribution, party.ContactName, party.ContactTitle, party.ContactEmail);
            agreement.LetSign(same, party.SigningRuleKind, [.. party.Signatories.Select(signatory => signatory.Describe())], at);
        }

        agreement.Describe(old.Title, old.StartsOn, old.EndsOn, old.MonthsBetweenMeetings, old.MeetingTime, old.MeetingPlace, old.OptionalClauses, at);
        agreement.DescribeLife(old.LifeTerms, at);
        agreement.Answer(old.Answers.Select(answer => new ClauseAnswer(answer.ClauseCode, answer.FieldCode, answer.Text)), at);
        return agreement;
    }
}
