namespace Kem.Match.Web.Features.Shared;

/// <summary>One entry of the main menu; the path also says which page is the current one.</summary>
public sealed record MenuItem(string Label, string Path);

/// <summary>The main menu of each role: at most seven entries, the daily page first.</summary>
public static class MainMenu
{
    private static readonly MenuItem Today = new("I dag", "/");
    private static readonly MenuItem Catalogue = new("Foreninger og partnere", "/katalog");
    private static readonly MenuItem Needs = new("Behov", "/behov");
    private static readonly MenuItem Proposals = new("Forslag", "/forslag");
    private static readonly MenuItem Agreements = new("Aftaler", "/aftaler");
    private static readonly MenuItem Meetings = new("Møder", "/moeder");
    private static readonly MenuItem Programmes = new("Forløb", "/forloeb");

    public static IReadOnlyList<MenuItem> For(string role) => role switch
    {
        "coordinator" => [Today, Catalogue, Needs, Proposals, Agreements, Meetings, Programmes],
        "association" or "company" =>
            [Today, new("Vores profil", "/vores-profil"), Needs, Proposals, Agreements, Meetings, Catalogue],
        "programme-lead" => [Programmes],
        "administrator" =>
        [
            Today,
            new("Udbakke", "/administration/udbakke"),
            new("Rangering", "/administration/rangering"),
            new("Ord", "/administration/ord"),
            new("Tidsplan", "/administration/tidsplan"),
            new("Brugere", "/administration/brugere"),
            Catalogue,
        ],
        _ => [],
    };
}
