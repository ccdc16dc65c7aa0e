namespace Kem.Match.Web.Domain.Agreements;

public enum RenewalMode
{
    /// <summary>The agreement ends with its period.</summary>
    None,

    /// <summary>It goes on when every party says yes.</summary>
    ByAgreement,

    /// <summary>It goes on for a fixed time unless a party gives notice in time.</summary>
    Automatic,
}

public enum NoticeUnit
{
    Days,
    Months,
}

/// <summary>How long before somebody must say that they stop (opsigelsesvarsel): 30 days, three months.</summary>
public readonly record struct NoticePeriod(int Amount, NoticeUnit Unit)
{
    /// <summary>
    /// The last day of an agreement when notice is given on a day. Months end on the day of the same number, or on the last
    /// day of a month that has none (as in regulation 1182/71, article 3).
    /// </summary>
    public DateOnly RunsOutWhenGivenOn(DateOnly day) => Unit == NoticeUnit.Days ? day.AddDays(Amount) : day.AddMonths(Amount);

    /// <summary>The latest day on which notice can be given and still run out by <paramref name="lastDay"/>.</summary>
    public DateOnly LatestFor(DateOnly lastDay)
    {
        if (Unit == NoticeUnit.Days) return lastDay.AddDays(-Amount);

        // From a short month several days lead to the same last day: three months before 28 February is 30 November.
        var latest = lastDay.AddMonths(-Amount);

        while (latest.AddDays(1).AddMonths(Amount) <= lastDay)
        {
            latest = latest.AddDays(1);
        }

        return latest;
    }
}

/// <summary>
/// The period of an agreement (løbetid): as it was signed, and as it has been renewed. All days are counted from what was
/// signed, never from the last renewal, so that an agreement that ends on the 31st still does after February.
/// </summary>
/// <param name="StartsOn">First day.</param>
/// <param name="FirstEndsOn">Last day as it was signed, or as the parties last chose it.</param>
/// <param name="RenewedMonths">Months that it has been renewed since.</param>
/// <param name="RenewalMonths">Months of the next renewal.</param>
/// <param name="Notice">How long before one says that one stops.</param>
public sealed record AgreementTerm(DateOnly StartsOn, DateOnly FirstEndsOn, int RenewedMonths, int RenewalMonths, NoticePeriod Notice)
{
    public const int UsualMonths = 12;

    /// <summary>The last day of the term that runs now.</summary>
    public DateOnly EndsOn => WholeMonths(StartsOn, FirstEndsOn) is { } months
        ? StartsOn.AddMonths(months + RenewedMonths).AddDays(-1)
        : FirstEndsOn.AddDays(1).AddMonths(RenewedMonths).AddDays(-1);

    /// <summary>The last day for notice, counted from the term as it is renewed.</summary>
    public DateOnly LastDayForNotice => Notice.LatestFor(EndsOn);

    public AgreementTerm Renewed() => this with { RenewedMonths = RenewedMonths + RenewalMonths };

    /// <summary>The length of a period that is a number of whole months: 2 March to 1 March is 12.</summary>
    public static int? WholeMonths(DateOnly startsOn, DateOnly endsOn)
    {
        var dayAfter = endsOn.AddDays(1);
        var months = 12 * (dayAfter.Year - startsOn.Year) + dayAfter.Month - startsOn.Month;

        return months > 0 && startsOn.AddMonths(months) == dayAfter ? months : null;
    }
}
