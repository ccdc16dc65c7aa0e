using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features;

/// <summary>Two people changed the same thing at once: the first one is kept, the second one is told.</summary>
public sealed class ConflictFilter : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is DbUpdateConcurrencyException)
        {
            context.Result = new ViewResult { ViewName = "Conflict", StatusCode = StatusCodes.Status409Conflict };
            context.ExceptionHandled = true;
        }
    }
}
