using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Tests.Shared;

public class SpreadsheetTests
{
    [Theory]
    [InlineData("=SUM(A1)", "'=SUM(A1)")]
    [InlineData("+45 55 10 10 10", "'+45 55 10 10 10")]
    [InlineData("-", "'-")]
    [InlineData("@navn", "'@navn")]
    [InlineData("\tx", "'\tx")]
    [InlineData("mad; motion", "\"mad; motion\"")]
    [InlineData("kaldt \"Oasen\"", "\"kaldt \"\"Oasen\"\"\"")]
    [InlineData("Kvinder på Tværs", "Kvinder på Tværs")]
    public void A_cell_is_never_a_formula(string text, string cell) => Assert.Equal(cell, Spreadsheet.Cell(text));
}
