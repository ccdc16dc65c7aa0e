namespace Kem.Match.Engine.Planning;

/// <summary>Somebody who comes to meet others: an association, a company or a municipal unit (deltager).</summary>
public sealed record MeetingParticipant(string Id)
{
    /// <summary>The first round that it is there for, from 1; later for one who comes late.</summary>
    public int FirstRound { get; init; } = 1;

    /// <summary>The last round that it is there for; 0 for one who did not come at all.</summary>
    public int LastRound { get; init; } = int.MaxValue;

    /// <summary>True for one who wants to sit out at least one of its rounds.</summary>
    public bool AsksForABreak { get; init; }

    /// <summary>ISO 639-1 codes of the languages that it can hold a meeting in; empty means Danish.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Those it will not sit with; a no from either side is enough. Somebody who is not there has no effect.</summary>
    public IReadOnlyCollection<string> Vetoes { get; init; } = [];
}

/// <summary>Somebody who translates at one table at a time (tolk).</summary>
/// <param name="Id">The interpreter.</param>
/// <param name="Languages">Between any two of these; ISO 639-1 codes, Danish too where it is one of them.</param>
public sealed record MeetingInterpreter(string Id, IReadOnlyList<string> Languages);

/// <summary>A day of short meetings two by two (speeddating), as it is known when it is planned.</summary>
public sealed record MeetingDay
{
    /// <summary>Everybody, or the one side of two.</summary>
    public required IReadOnlyList<MeetingParticipant> First { get; init; }

    /// <summary>The other side; only people of different sides meet. Empty when everybody may meet everybody.</summary>
    public IReadOnlyList<MeetingParticipant> Second { get; init; } = [];

    public IReadOnlyList<MeetingInterpreter> Interpreters { get; init; } = [];

    /// <summary>1 or more.</summary>
    public required int Rounds { get; init; }

    /// <summary>How many pairs can sit at a time, 1 or more.</summary>
    public required int Tables { get; init; }

    /// <summary>What the one named first gains by meeting the other: 0 or more, in any unit that is the same for all.</summary>
    public required Func<MeetingParticipant, MeetingParticipant, double> Gain { get; init; }

    /// <summary>
    /// How many meetings everybody should at least have. Null for an even share of the seats: with that, nobody has more than
    /// one meeting less than another who could have as many.
    /// </summary>
    public int? LeastMeetings { get; init; }
}
