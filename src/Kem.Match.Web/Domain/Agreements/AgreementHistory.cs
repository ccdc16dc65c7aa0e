namespace Kem.Match.Web.Domain.Agreements;

/// <summary>
/// What was said and done under the agreements that one took the place of (aftalens forhistorie). It is read through the line
/// of amendments; nothing is moved, and what was signed then stands where it was signed.
/// </summary>
/// <param name="Earlier">The agreements before, the newest first.</param>
public sealed record AgreementHistory(IReadOnlyList<CooperationAgreement> Earlier)
{
    public static AgreementHistory None { get; } = new([]);

    /// <summary>The last meeting that was held before this agreement began.</summary>
    public StatusMeeting? LastHeld => Held.LastOrDefault();

    /// <summary>All that were held, the oldest first.</summary>
    public IEnumerable<StatusMeeting> Held => Earlier.Reverse().SelectMany(agreement => agreement.StatusMeetings).Where(meeting => meeting.State == MeetingState.Held);

    /// <summary>What was promised at the last meeting and is done; what is not done came along with the agreement itself.</summary>
    public IEnumerable<ActionItem> DoneSinceLast => Earlier.Take(1).SelectMany(agreement => agreement.ActionItems)
        .Where(action => action.DoneOn is not null && action.MeetingNumber == LastHeld?.Number);

    /// <summary>The last word on a promise that stood in an earlier agreement in the same words.</summary>
    public Delivery? LastDelivery(AgreementParty party, string promise)
    {
        var before = Earlier.SelectMany(agreement => agreement.Parties).Where(earlier => earlier.OrganisationId == party.OrganisationId).Select(earlier => earlier.Id).ToHashSet();
        return Held.SelectMany(meeting => meeting.Deliveries).LastOrDefault(delivery => before.Contains(delivery.PartyId) && delivery.Promise == promise);
    }
}
