namespace Kem.Match.Markets;

/// <summary>An organisation as it really is. What a signal shows of it is less.</summary>
internal sealed class MarketPartner
{
    public required string Id { get; init; }
    public required int Number { get; init; }
    public required int Municipality { get; init; }

    /// <summary>What it is and does, one unit vector per lens.</summary>
    public required double[][] Traits { get; init; }

    /// <summary>What it lacks: competences and resources.</summary>
    public required double[][] Gaps { get; init; }

    /// <summary>How well known it is; standard normal.</summary>
    public required double Fame { get; init; }

    /// <summary>Works outside its own municipality.</summary>
    public required bool Reaches { get; init; }

    /// <summary>0 never confirmed, otherwise how fresh its profile is, to 1.</summary>
    public required double Freshness { get; init; }

    /// <summary>How much it has written about itself, 0 to 1.</summary>
    public required double Described { get; init; }

    public required int Capacity { get; init; }

    /// <summary>Days when its open proposals are answered.</summary>
    public List<int> OpenUntil { get; } = [];

    /// <summary>Its agreements, from the day it said yes.</summary>
    public List<(int From, int Until)> Bound { get; } = [];

    public int OpenProposals(int day) => OpenUntil.Count(until => until > day);

    public int Agreements(int day) => Bound.Count(b => b.From <= day && day < b.Until);
}

/// <summary>A need as it really is.</summary>
internal sealed class MarketNeed
{
    public required string Id { get; init; }
    public required int Number { get; init; }
    public required int Day { get; init; }
    public required int Municipality { get; init; }
    public required double[][] Wishes { get; init; }
    public required double[][] Offers { get; init; }

    /// <summary>By signal: whether the need asks about it at all.</summary>
    public required bool[] Asks { get; init; }
}
