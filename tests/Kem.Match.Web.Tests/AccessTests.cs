using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests;

/// <summary>Who may open what, over every route that there is. A new page is tried here without anybody remembering to.</summary>
public sealed class AccessTests : IDisposable
{
    /// <summary>Pages that a visitor may open: the front door, the personal links, and what is the same for everybody.</summary>
    private static readonly string[] Open =
    [
        "/", "/findes-ikke", "/fejl", "/konto/log-ind", "/konto/demo", "/metoder", "/metoder/{code}", "/privatliv", "/tilgaengelighed",
        "/udvikling/mails", "/udvikling/mails/{id}", "/udvikling/mails/{id}/html", "/udvikling/mails/{id}/kalender", "/udvikling/mails/{id}/fil",
        "/s/{token}", "/s/{token}/ret", "/s/{token}/videre", "/s/{token}/kalender",
        "/g/{token}",
        "/h/{token}",
        "/u/{token}", "/u/{token}/ikke-den-rette", "/u/{token}/print",
        "/u/{token}/bevis", "/u/{token}/udskrift", "/u/{token}/dokument", "/u/{token}/dokument.pdf", "/bekraeft",
        "/m/{token}", "/m/{token}/kalender.ics", "/m/{token}/kalender",
        "/k/{token}", "/k/{token}.ics", "/k/{token}/nyt",
        "/f/{token}", "/f/{token}/ret", "/f/{token}/svar",
        "/m/{token}/svar", "/m/{token}/punkt", "/m/{token}/vurdering", "/m/{token}/indsigelse",
        "/a/{token}", "/a/{token}/svar", "/a/{token}/stop", "/a/{token}/fortryd-stop", "/a/{token}/udfald",
        "/t/{token}", "/t/{token}/{number}", "/t/{token}/slut", "/t/{token}/ret", "/t/{token}/hjaelp", "/t/{token}/visning",
        "/n/{token}", "/n/{token}/fortryd", "/v/{token}", "/v/{token}/fortryd", "/returmails", "/healthz",
        "/o/{token}", "/o/{token}/billeder/{pictureId}", "/j/{token}", "/j/{token}/billede", "/historie/{slug}", "/historie/{slug}/billeder/{pictureId}",
    ];

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public void Only_the_listed_pages_are_open_to_visitors()
    {
        var open = Routes().Where(route => route.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(route => route.Path).Distinct().Order();

        Assert.Equal(Open.Order(), open);
    }

    [Fact]
    public async Task A_visitor_is_asked_to_sign_in_everywhere_else()
    {
        var visitor = app.As(null);

        foreach (var (path, _) in Routes().Where(route => !Open.Contains(route.Path) && IsGet(route.Endpoint)))
        {
            var response = await visitor.GetAsync(new Uri(Filled(path, Guid.CreateVersion7()), UriKind.Relative));
            Assert.True(response.Headers.Location?.OriginalString == "/konto/log-ind", $"{path} answered {response.StatusCode}");
        }
    }

    /// <summary>
    /// Carsten, coordinator elsewhere, tries every page with the id of everything in the demonstration's municipalities; the
    /// pages of things that do not exist answer the same.
    /// </summary>
    [Fact]
    public async Task What_belongs_to_another_municipality_is_not_found_on_any_page()
    {
        await app.FillDemoAsync();
        var ids = await app.WithDb(async db => new[]
        {
            await db.Organisations.Where(o => o.MunicipalityCode == "9001").Select(o => o.Id).FirstAsync(),
            await db.Needs.Where(n => n.MunicipalityCode == "9001").Select(n => n.Id).FirstAsync(),
            await db.Proposals.Where(p => p.MunicipalityCode == "9001").Select(p => p.Id).FirstAsync(),
            await db.Agreements.Where(a => a.MunicipalityCode == "9001").Select(a => a.Id).FirstAsync(),
            await db.StatusMeetings.Where(m => m.Agreement.MunicipalityCode == "9001").Select(m => m.Id).FirstAsync(),
            await db.Outbox.Select(m => m.Id).FirstAsync(),
            await db.Programmes.Where(p => p.MunicipalityCode == "9001").Select(p => p.Id).FirstAsync(),
            Guid.CreateVersion7(),
        });

        var tried = 0;

        foreach (var person in new[] { Person.Carsten, Person.Amina, Person.Dorte, Person.Freja })
        {
            var browser = app.As(person);

            foreach (var (path, _) in Routes().Where(route => route.Path.Contains('{') && !Open.Contains(route.Path) && IsGet(route.Endpoint)))
            {
                foreach (var id in ids)
                {
                    var response = await browser.GetAsync(new Uri(Filled(path, id), UriKind.Relative));
                    Assert.True(response.StatusCode == HttpStatusCode.NotFound, $"{person.Name} got {response.StatusCode} from {Filled(path, id)}");
                    tried++;
                }
            }
        }

        Assert.True(tried > 300, $"Only {tried} were tried.");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_everywhere()
    {
        var browser = app.As(Person.Birgit);

        foreach (var (path, _) in Routes().Where(route => route.Endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true && route.Path != "/fejl"))
        {
            using var empty = new FormUrlEncodedContent([]);
            var response = await browser.PostAsync(new Uri(Filled(path, Guid.CreateVersion7()), UriKind.Relative), empty);
            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{path} answered {response.StatusCode}");
        }
    }

    private IEnumerable<(string Path, RouteEndpoint Endpoint)> Routes() =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not null)
            .Select(endpoint => ("/" + System.Text.RegularExpressions.Regex.Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), @":\w+(\(.*?\))?\}", "}"), endpoint));

    private static bool IsGet(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true;

    private static string Filled(string path, Guid id) => System.Text.RegularExpressions.Regex.Replace(path, @"\{\w+\}", id.ToString());
}
