using Kem.Match.Web.Domain.Methods;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kem.Match.Web.Features.Methods;

/// <summary>The guide's eight ways to cooperate, for everybody to read.</summary>
[AllowAnonymous]
public sealed class MethodsController(Taxonomy taxonomy) : Controller
{
    [HttpGet("/metoder")]
    public IActionResult Index() => View(taxonomy.Methods);

    [HttpGet("/metoder/{code}")]
    public IActionResult Details(string code) =>
        taxonomy.HasMethod(code) ? View(new MethodPage(taxonomy.Method(code), taxonomy)) : NotFound();
}
