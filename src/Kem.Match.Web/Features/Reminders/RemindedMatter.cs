using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Reminders;

/// <summary>Finds the matters of one kind, whole enough to say what reminders they call for and to write them.</summary>
public interface IReminderDesk
{
    ReminderRootKind Kind { get; }

    Task<IReadOnlyList<RemindedMatter>> OpenAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);
}

/// <summary>An agreement or a proposal, seen as something that calls for reminders.</summary>
public abstract class RemindedMatter
{
    public abstract ReminderRoot Root { get; }

    public abstract string MunicipalityCode { get; }

    /// <summary>What it calls for as it stands now.</summary>
    public abstract IEnumerable<ReminderCall> Calls();

    /// <summary>Why a reminder that was expected is not called for any more.</summary>
    public abstract string WhyNot(Reminder reminder);

    /// <summary>The last day on which its reader wants peace; null when letters are welcome.</summary>
    public virtual DateOnly? QuietUntil(Reminder reminder) => null;

    /// <summary>
    /// Writes the letters of one subject, kind and occurrence, and marks the subject as reminded.
    /// </summary>
    /// <returns>The letters by reader; who is not among them cannot be written to.</returns>
    public abstract Task<IReadOnlyDictionary<string, Letter>> WriteAsync(string kind, Guid subjectId, int number, CancellationToken cancellationToken);
}
