using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Programmes;

/// <summary>The board as rows: how far each association is, and nothing of what it answered.</summary>
public static class ProgrammeSpreadsheet
{
    public static byte[] Write(ProgrammeBoard board) => Spreadsheet.Write(
        board.Programme.Members
            .Select(member => (string[])
            [
                member.Name, $"{member.JoinedOn:yyyy-MM-dd}", member.LeftOn is { } left ? $"{left:yyyy-MM-dd}" : "",
                .. board.Programme.Rounds.Select(round => board.StateOf(member, round).Word),
            ])
            .Prepend(["Forening", "Med fra", "Ude fra", .. board.Programme.Rounds.Select(round => $"Runde {round.Number}, {round.OpensOn:yyyy-MM-dd} til {round.ClosesOn:yyyy-MM-dd}")]));
}
