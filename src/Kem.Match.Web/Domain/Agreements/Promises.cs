namespace Kem.Match.Web.Domain.Agreements;

/// <summary>One line of what a party puts in, with what was said of it last.</summary>
public sealed record Promise(AgreementParty Party, string Text, Delivery? Last, bool IsLate);

/// <summary>Holds what each party promised against what the meetings say was delivered. One rule for all, the municipality too.</summary>
public static class Promises
{
    /// <summary>A contribution of several lines is several promises.</summary>
    public static IReadOnlyList<string> LinesOf(AgreementParty party) =>
        [.. party.Contribution.Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>A promise is late when a meeting has been held and the last word on it is anything but delivered.</summary>
    /// <param name="agreement">Whose promises.</param>
    /// <param name="history">What was said of the same promise under earlier agreements counts until it is spoken of again.</param>
    public static IReadOnlyList<Promise> Of(CooperationAgreement agreement, AgreementHistory? history = null)
    {
        var held = agreement.StatusMeetings.Where(meeting => meeting.State == MeetingState.Held).ToList();

        return
        [
            .. from party in agreement.Parties
               from line in LinesOf(party)
               let last = held.SelectMany(meeting => meeting.Deliveries).LastOrDefault(delivery => delivery.PartyId == party.Id && delivery.Promise == line)
                   ?? history?.LastDelivery(party, line)
               select new Promise(party, line, last, last is { State: not DeliveryState.Delivered }),
        ];
    }
}
