namespace Kem.Match.Web.Domain.Organisations;

// How an organisation passes out of the catalogue: taken in by another that is the same one, or closed down.
public sealed partial class Organisation
{
    /// <summary>The organisation that this one was merged into (lagt sammen med); everything about it is found there.</summary>
    public Guid? MergedIntoId { get; private set; }

    /// <summary>The last time another was merged into this one.</summary>
    public DateTimeOffset? TookInAt { get; private set; }

    /// <summary>The last day it existed (nedlagt); null while it does.</summary>
    public DateOnly? RetiredOn { get; private set; }

    public string RetiredReason { get; private set; } = "";

    public bool IsMerged => MergedIntoId is not null;

    public bool IsRetired => RetiredOn is not null;

    /// <summary>Can it be suggested, asked and taken into something new?</summary>
    public bool IsInUse => !IsMerged && !IsRetired;

    /// <summary>
    /// Takes in another entry of the same organisation, with the values that a coordinator has chosen. What both entries had
    /// said yes to stays confirmed; a pause and a visit count for both.
    /// </summary>
    public void TakeIn(Organisation other, OrganisationDescription chosen, bool isUnchanged, DateTimeOffset at)
    {
        if (!IsInUse || other.IsMerged || other.Id == Id) throw new InvalidOperationException($"Organisation {other.Id} cannot be merged into {Id}.");

        Describe(chosen);
        ConfirmedOn = isUnchanged ? ConfirmedOn : Earliest(ConfirmedOn, other.ConfirmedOn);
        VisitedOn = Latest(VisitedOn, other.VisitedOn);
        PausedUntil = Latest(PausedUntil, other.PausedUntil);
        offerings.AddRange(other.offerings.Select(offering => new Offering(offering.Title, offering.WhenText, offering.WhereText, offering.RoomForMore)));
        TookInAt = at;
        other.MergedIntoId = Id;
    }

    /// <summary>Parts again from an entry that was taken in by mistake; both are as they were.</summary>
    public void PartFrom(Organisation other, OrganisationDescription before, DateOnly? confirmedOn, DateOnly? visitedOn, DateOnly? pausedUntil, DateTimeOffset at)
    {
        if (other.MergedIntoId != Id) throw new InvalidOperationException($"Organisation {other.Id} is not merged into {Id}.");

        Describe(before);
        (ConfirmedOn, VisitedOn, PausedUntil, TookInAt) = (confirmedOn, visitedOn, pausedUntil, at);

        foreach (var copy in offerings.OrderByDescending(offering => offering.Id).Take(other.offerings.Count).ToList())
        {
            offerings.Remove(copy);
        }

        other.MergedIntoId = null;
    }

    /// <summary>It is closed down: nobody is to ask it any more, but what it took part in can still be read.</summary>
    public void Retire(string reason, DateOnly on)
    {
        if (!IsInUse) throw new InvalidOperationException($"Organisation {Id} is out of the catalogue already.");

        (RetiredReason, RetiredOn) = (reason, on);
    }

    /// <summary>It exists after all.</summary>
    public void Reopen() => (RetiredReason, RetiredOn) = ("", null);

    private static DateOnly? Earliest(DateOnly? one, DateOnly? other) => one is null || other is null ? null : one < other ? one : other;

    private static DateOnly? Latest(DateOnly? one, DateOnly? other) => one is null || other > one ? other : one;
}
