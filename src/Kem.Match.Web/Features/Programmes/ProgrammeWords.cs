using Kem.Match.Web.Domain.Programmes;

namespace Kem.Match.Web.Features.Programmes;

/// <summary>What the parts of a programme are called on a page.</summary>
public static class ProgrammeWords
{
    public static string Phase(ProgrammePhase phase) => phase switch
    {
        ProgrammePhase.Introduction => "Introduktion",
        ProgrammePhase.Development => "Udvikling",
        ProgrammePhase.Anchoring => "Forankring",
        _ => "Opfølgning",
    };

    /// <summary>"①": always beside the word for how far it is.</summary>
    public static char Sign(ProgrammeRound round) => (char)('①' + round.Number - 1);
}
