using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>Begins an agreement with everything that the need, the proposal and the profiles already say.</summary>
public static class AgreementDraft
{
    private const int DefaultTermMonths = 12;
    private const int DaysToWriteAndSign = 14;
    private const int LongestTitle = 60;

    private static readonly TimeOnly Evening = new(19, 0);

    /// <summary>The need's own sentence when it is short enough for a name; otherwise somebody must find one.</summary>
    public static string TitleFor(Need need) => need.Title.Length <= LongestTitle ? need.Title.TrimEnd('.') : "";

    /// <param name="proposal">A proposal that was said yes to.</param>
    /// <param name="others">Partners who were asked together with the proposal's own, and said yes too.</param>
    /// <param name="method">The method.</param>
    /// <param name="title">What the agreement is called.</param>
    /// <param name="unit">The coordinator's own part of the municipality, if there is one.</param>
    /// <param name="coordinator">Who writes it.</param>
    /// <param name="taxonomy">The lists.</param>
    /// <param name="now">The time.</param>
    public static CooperationAgreement From(
        MatchProposal proposal, IReadOnlyList<Organisation> others, CooperationMethod method, string title, Organisation? unit, Viewer coordinator, Taxonomy taxonomy, DateTimeOffset now)
    {
        var need = proposal.Need;
        var agreement = new CooperationAgreement(proposal.MunicipalityCode, method.Code, title, coordinator.Name, coordinator.Email, now);
        var startsOn = FirstDay(need, DanishTime.DayOf(now));
        var asker = Add(agreement, need.Asker);

        Promise(asker, need.Asker, DanishText.Capitalised(DanishText.List(need.Gives.Select(taxonomy.GapLabel)).ToLowerInvariant()));

        foreach (var partner in others.Prepend(proposal.Partner))
        {
            Promise(Add(agreement, partner), partner, contribution: "", need.PartnerGains);
        }

        if (method.HasMunicipalityAsThirdParty && unit is not null && agreement.PartyOf(unit.Id) is null)
        {
            Promise(Add(agreement, unit), unit, contribution: "");
        }

        agreement.ComeFrom(need.Id, proposal.Id);
        agreement.Describe(
            title, startsOn, startsOn.AddMonths(method.TermMonths ?? DefaultTermMonths).AddDays(-1), method.StatusIntervalMonths,
            Evening, need.Place, [], now);
        agreement.Answer(Answers(agreement, need, coordinator, taxonomy), now);
        return agreement;
    }

    // A start in the past would be a promise about what nobody has done.
    private static DateOnly FirstDay(Need need, DateOnly today)
    {
        var earliest = today.AddDays(DaysToWriteAndSign);
        return need.BeginsOn > earliest ? need.BeginsOn.Value : earliest;
    }

    private static AgreementParty Add(CooperationAgreement agreement, Organisation organisation) => agreement.AddParty(organisation.Id, organisation.Name);

    private static void Promise(AgreementParty party, Organisation organisation, string contribution, string benefit = "")
    {
        party.Promise(contribution, organisation.ContactName, organisation.ContactRole, organisation.ContactEmail);
        party.AgreeTo(new PartyTerms { Benefit = benefit, Phone = organisation.ContactPhone, PrefersPhone = organisation.PreferredChannel == Channel.Phone });
    }

    private static IEnumerable<ClauseAnswer> Answers(CooperationAgreement agreement, Need need, Viewer coordinator, Taxonomy taxonomy)
    {
        var clauses = AgreementText.Templates(agreement, taxonomy).Concat(AgreementText.Choices(agreement, taxonomy)).DistinctBy(clause => clause.Code);

        return
            from clause in clauses
            from field in clause.Fields
            where !field.IsAutomatic
            let answer = Known(clause.Code, field, need, coordinator, taxonomy)
            where answer.Length > 0
            select new ClauseAnswer(clause.Code, field.Code, answer);
    }

    private static string Known(string clause, ClauseField field, Need need, Viewer coordinator, Taxonomy taxonomy) => (clause, field.Code) switch
    {
        ("CL_BACKGROUND", "background") => $"{need.Asker.Name} skrev: »{need.Title.TrimEnd('.')}«",
        ("CL_PURPOSE", "purpose") => SharedPurpose.Of(need, taxonomy),
        ("CL_TARGET", "group") => DanishText.Capitalised(DanishText.List(need.TargetGroups.Select(taxonomy.TargetGroups.Label)).ToLowerInvariant()),
        ("CL_TASK" or "CL_ACTIVITY", "place") => need.Place,
        ("CL_ACTIVITY", "when") => DanishText.Capitalised(DanishText.List(need.Times)),
        ("CL_COORDINATOR", "coordinator") => coordinator.Name,
        _ => field.Default,
    };
}
