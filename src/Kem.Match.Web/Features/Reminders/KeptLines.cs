using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Reminders;

/// <summary>
/// Lines of the ledger that are read to be compared. Nearly all of them are left as they are, so only one that is touched is
/// watched for changes.
/// </summary>
internal sealed class KeptLines(KemDb db)
{
    private readonly Dictionary<Reminder, long> untouched = [];
    private readonly Dictionary<ReminderRoot, List<Reminder>> lines = [];

    /// <summary>Those of matters that were not found are among them.</summary>
    public IEnumerable<KeyValuePair<ReminderRoot, List<Reminder>>> All => lines;

    public async Task ReadAsync(IQueryable<Reminder> wanted, CancellationToken cancellationToken)
    {
        foreach (var read in await wanted.AsNoTracking().Select(line => new { Line = line, Version = EF.Property<long>(line, KemDb.Version) }).ToListAsync(cancellationToken))
        {
            untouched.Add(read.Line, read.Version);
            Of(read.Line.Root).Add(read.Line);
        }
    }

    public List<Reminder> Of(ReminderRoot root) => lines.TryGetValue(root, out var its) ? its : lines[root] = [];

    /// <summary>Call it before a line is changed, or the change is not saved.</summary>
    public Reminder Touch(Reminder line)
    {
        if (untouched.Remove(line, out var version))
        {
            var stored = db.Attach(line).Property<long>(KemDb.Version);
            (stored.CurrentValue, stored.OriginalValue, stored.IsModified) = (version, version, false);
        }

        return line;
    }

    public void Add(ReminderCall call, RemindedMatter matter, DateTimeOffset earliest)
    {
        var line = Reminder.Of(call, matter.Root, matter.MunicipalityCode, earliest);
        Of(matter.Root).Add(line);
        db.Reminders.Add(line);
    }
}
