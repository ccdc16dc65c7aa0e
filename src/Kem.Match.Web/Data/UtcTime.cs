using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kem.Match.Web.Data;

/// <summary>
/// Every point in time is stored as UTC, cut to microseconds (the finer of what both databases keep), so that both can
/// order and compare it. Compare in queries only with a captured variable.
/// </summary>
public sealed class UtcTime() : ValueConverter<DateTimeOffset, DateTime>(
    value => Stored(value),
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)))
{
    /// <summary>As it stands in the database, for those who write to it in its own language.</summary>
    public static DateTime Stored(DateTimeOffset value) => new(value.UtcTicks - (value.UtcTicks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
