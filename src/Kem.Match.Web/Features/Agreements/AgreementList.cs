using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>The agreements of whoever looks, those that need a hand first.</summary>
public sealed class AgreementList
{
    private static readonly (AgreementGroup Group, string Code, string Label)[] Groups =
    [
        (AgreementGroup.Behind, "bagud", "Bagud"),
        (AgreementGroup.OutForSignature, "underskrift", "Til underskrift"),
        (AgreementGroup.Draft, "kladde", "Kladder"),
        (AgreementGroup.Running, "i-gang", "I gang"),
        (AgreementGroup.Over, "slut", "Slut"),
    ];

    public required IReadOnlyList<AgreementTab> Tabs { get; init; }
    public required IReadOnlyList<AgreementRow> Rows { get; init; }
    public required int Total { get; init; }
    public required bool CanWrite { get; init; }

    public static AgreementList Of(IEnumerable<CooperationAgreement> agreements, string? chosen, DateOnly today, bool canWrite)
    {
        var all = agreements
            .Select(agreement => AgreementRow.Of(agreement, today))
            .OrderBy(row => row.Standing.Group).ThenBy(row => row.NextOn ?? DateOnly.MaxValue).ThenBy(row => row.Title, StringComparer.CurrentCulture)
            .ToList();
        var shown = Groups.Any(group => group.Code == chosen) ? Groups.Single(group => group.Code == chosen).Group : (AgreementGroup?)null;

        return new AgreementList
        {
            Tabs =
            [
                new AgreementTab("Alle", "/aftaler", all.Count, shown is null),
                .. Groups.Select(group => new AgreementTab(
                    group.Label, $"/aftaler?tilstand={group.Code}", all.Count(row => row.Standing.Group == group.Group), group.Group == shown)),
            ],
            Rows = [.. all.Where(row => shown is null || row.Standing.Group == shown)],
            Total = all.Count,
            CanWrite = canWrite,
        };
    }
}

public sealed record AgreementTab(string Label, string Url, int Count, bool IsChosen);

/// <param name="Next">The fact that matters now: the next meeting, the missing signatures.</param>
/// <param name="NextOn">The day of it, if it has one.</param>
public sealed record AgreementRow(Guid Id, string Title, string Parties, AgreementStanding Standing, string Next, DateOnly? NextOn)
{
    public static AgreementRow Of(CooperationAgreement agreement, DateOnly today)
    {
        var (next, nextOn) = WhatIsNext(agreement, today);

        return new AgreementRow(
            agreement.Id, agreement.Title, DanishText.List(agreement.Parties.Select(party => party.Name)), AgreementStanding.Of(agreement, today), next, nextOn);
    }

    private static (string Text, DateOnly? On) WhatIsNext(CooperationAgreement agreement, DateOnly today) => agreement switch
    {
        { IsDraft: true } => ("Skrives stadig.", null),
        { IsOutForSignature: true } =>
            ($"{DanishText.Capitalised(DanishText.Share(agreement.Parties.Count(party => party.HasSigned), agreement.Parties.Count))} har skrevet under.", null),
        { State: AgreementState.Declined } => ($"{agreement.Parties.First(party => party.HasDeclined).Name} skrev ikke under.", null),
        _ when agreement.HasEndedOn(today) => ($"Gjaldt til {DanishText.Date(agreement.LastDay)}.", null),
        _ when agreement.PauseOn(today) is { } pause => ($"Pause til {DanishText.Date(pause.Until)}.", pause.Until),
        { NextMeeting: { } meeting } when meeting.OwesMinutesOn(today) => ($"Referat mangler fra {DanishText.DayAndMonth(meeting.On)}.", meeting.On),
        { NextMeeting: { } meeting } => ($"Næste møde {DanishText.WeekdayAndDay(meeting.On)}.", meeting.On),
        _ => ($"Gælder til {DanishText.Date(agreement.LastDay)}.", null),
    };
}
