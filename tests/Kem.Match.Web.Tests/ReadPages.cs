using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Kem.Match.Web.Tests;

/// <summary>Pages as a reader has them, not as text.</summary>
internal static class ReadPages
{
    public static async Task<IHtmlDocument> PageAsync(this KemApp app, Person? person, string url) =>
        new HtmlParser().ParseDocument(await app.As(person).GetStringAsync(new Uri(url, UriKind.Relative)));

    public static async Task<IHtmlDocument> PageAsync(this HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    /// <summary>Posts to an address for which the person sees no button, with a token from a form they do see.</summary>
    public static async Task<System.Net.HttpStatusCode> PostWithTokenAsync(
        this KemApp app, Person? person, string url, params IEnumerable<KeyValuePair<string, string>> fields)
    {
        var browser = app.As(person);
        var page = new HtmlParser().ParseDocument(await browser.GetStringAsync(new Uri(person is null ? "/konto/log-ind" : "/privatliv", UriKind.Relative)));
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var form = new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", token)]);
        return (await browser.PostAsync(new Uri(url, UriKind.Relative), form)).StatusCode;
    }
}
