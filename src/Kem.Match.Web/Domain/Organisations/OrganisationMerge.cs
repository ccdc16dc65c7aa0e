namespace Kem.Match.Web.Domain.Organisations;

/// <summary>Two entries of the catalogue became one (sammenlægning): who decided it, what moved, and how it was before.</summary>
public sealed class OrganisationMerge
{
    public const int DaysToUndo = 30;

    private readonly List<MovedRow> moved = [];

    public OrganisationMerge(string municipalityCode, Guid keptId, Guid removedId, string removedName, string keptBefore, string keptAfter, bool hasStopped, string mergedBy, DateTimeOffset mergedAt)
    {
        MunicipalityCode = municipalityCode;
        KeptId = keptId;
        RemovedId = removedId;
        RemovedName = removedName;
        KeptBefore = keptBefore;
        KeptAfter = keptAfter;
        HasStopped = hasStopped;
        MergedBy = mergedBy;
        MergedAt = mergedAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string MunicipalityCode { get; private set; }
    public Guid KeptId { get; private set; }
    public Guid RemovedId { get; private set; }
    public string RemovedName { get; private set; }

    /// <summary>The profile that stays, as it was before, so that it can be put back.</summary>
    public string KeptBefore { get; private set; }

    /// <summary>The same right after; a profile that says something else has been worked on since.</summary>
    public string KeptAfter { get; private set; }

    /// <summary>A cooperation ended or lost a party with it. Letters have gone out about that, so it cannot be undone.</summary>
    public bool HasStopped { get; private set; }

    public string MergedBy { get; private set; }
    public DateTimeOffset MergedAt { get; private set; }
    public DateTimeOffset? UndoneAt { get; private set; }
    public IReadOnlyList<MovedRow> Moved => moved;

    public DateOnly LastDayToUndo => DanishTime.DayOf(MergedAt).AddDays(DaysToUndo);

    public void NoteMoved(string kind, Guid id) => moved.Add(new MovedRow(kind, id));

    public void MarkUndone(DateTimeOffset at) => UndoneAt = at;
}

/// <summary>Something that belongs to another organisation now than before.</summary>
public sealed class MovedRow(string kind, Guid rowId)
{
    public int Id { get; private set; }

    /// <summary>The name of its type.</summary>
    public string Kind { get; private set; } = kind;

    public Guid RowId { get; private set; } = rowId;
}
