using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Kem.Match.Web.Features;

/// <summary>
/// What is sent to us must stay below what the server takes at all. The forms say their own, lower limits; whoever sends far
/// more gets a page that says so in place of a broken connection.
/// </summary>
public static class UploadLimit
{
    /// <summary>What the server takes in one request unless a page says otherwise (28 MB).</summary>
    public const long MostBytes = 30_000_000;

    // So much is read and thrown away, because most browsers look for the answer only when they have sent everything.
    private const long MostThrownAway = 200_000_000;

    public static void UseUploadLimit(this WebApplication app) => app.Use(async (context, next) =>
    {
        // The page that explains it is asked for with the same request.
        if (context.Request.ContentLength is not > MostBytes || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            await next(context);
            return;
        }

        if (context.Request.ContentLength <= MostThrownAway)
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            {
                limit.MaxRequestBodySize = MostThrownAway;
            }

            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
    });
}
