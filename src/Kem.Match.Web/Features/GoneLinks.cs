using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Kem.Match.Web.Features;

/// <summary>The answer to a link from a mail that opens nothing: it is used, too old, taken back, or was never sent.</summary>
public static class GoneLinks
{
    public static ViewResult LinkGone(this Controller controller)
    {
        controller.Response.StatusCode = StatusCodes.Status404NotFound;
        return controller.View("LinkGone");
    }
}
