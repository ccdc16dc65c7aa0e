namespace Kem.Match.Web.Domain.Organisations;

/// <summary>Something an organisation does regularly (aktivitet): what, when, where, and whether there is room for more.</summary>
public sealed class Offering(string title, string whenText, string whereText, string roomForMore)
{
    public int Id { get; private set; }
    public string Title { get; private set; } = title;
    public string WhenText { get; private set; } = whenText;
    public string WhereText { get; private set; } = whereText;
    public string RoomForMore { get; private set; } = roomForMore;
}
