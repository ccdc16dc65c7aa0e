using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kem.Match.Web.Features.Home;

/// <summary>What the service says about itself.</summary>
[AllowAnonymous]
public sealed class AboutController : Controller
{
    [HttpGet("/privatliv")]
    public IActionResult Privacy() => View();

    [HttpGet("/tilgaengelighed")]
    public IActionResult Accessibility() => View();
}
