namespace Kem.Match.Web.Domain.Agreements;

/// <summary>Everything that the parties have written into a draft, so that the draft can be put back as it was.</summary>
public sealed record DraftContent(
    string Title,
    DateOnly StartsOn,
    DateOnly EndsOn,
    int? MonthsBetweenMeetings,
    TimeOnly MeetingTime,
    string MeetingPlace,
    IReadOnlyList<string> OptionalClauses,
    IReadOnlyList<WrittenAnswer> Answers,
    IReadOnlyList<WrittenParty> Parties)
{
    /// <summary>Notice, renewal and the rest of what is decided about its life; null in texts that were kept without it.</summary>
    public AgreementLifeTerms? Life { get; init; }

    /// <summary>The text was kept before the terms of its life and the signing rules were kept with it.</summary>
    public bool LacksTerms => Life is null;

    public static DraftContent Empty { get; } = new("", default, default, null, default, "", [], [], []);

    public static DraftContent Of(CooperationAgreement agreement) => new(
        agreement.Title,
        agreement.StartsOn,
        agreement.EndsOn,
        agreement.MonthsBetweenMeetings,
        agreement.MeetingTime,
        agreement.MeetingPlace,
        [.. agreement.OptionalClauses],
        [.. agreement.Answers.Select(answer => new WrittenAnswer(answer.ClauseCode, answer.FieldCode, answer.Text))],
        [.. agreement.Parties.Select(party => new WrittenParty(
            party.OrganisationId, party.Name, party.Contribution, party.ContactName, party.ContactTitle, party.ContactEmail, party.Terms)
        {
            Signing = new WrittenSigning(party.SigningRuleKind, [.. party.Signatories.Select(signatory => signatory.Describe())]),
        })])
    {
        Life = agreement.LifeTerms,
    };

    /// <summary>The same with parties that are found elsewhere now; the first of two that have become one stands for both.</summary>
    public DraftContent With(IReadOnlyDictionary<Guid, Guid> mergedInto) => this with
    {
        Parties = [.. Parties.Select(party => party with { OrganisationId = mergedInto.GetValueOrDefault(party.OrganisationId, party.OrganisationId) }).DistinctBy(party => party.OrganisationId)],
    };
}

/// <summary>One answer as it was.</summary>
public sealed record WrittenAnswer(string Clause, string Field, string Text);

/// <summary>What was written about one party, as it was.</summary>
public sealed record WrittenParty(
    Guid OrganisationId, string Name, string Contribution, string ContactName, string ContactTitle, string ContactEmail, PartyTerms Terms)
{
    /// <summary>Who signs, and by which rule; null in texts that were kept without it.</summary>
    public WrittenSigning? Signing { get; init; }
}

/// <summary>Who was to sign for a party.</summary>
public sealed record WrittenSigning(SigningRuleKind Rule, IReadOnlyList<SignatoryDetails> People);
