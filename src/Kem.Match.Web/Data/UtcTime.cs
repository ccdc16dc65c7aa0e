using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kem.Match.Web.Data;

/// <summary>
/// Every point in time is stored as UTC, cut to microseconds (the finer of what both databases keep), so that both can
/// order and compare it. Compare in queries only with a captured variable.
/// </summary>
public sealed class UtcTime() : ValueConverter<DateTimeOffset, DateTime>(
    value => new DateTime(value.UtcTicks - (value.UtcTicks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc),
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
