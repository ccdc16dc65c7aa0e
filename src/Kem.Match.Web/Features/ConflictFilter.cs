using Kem.Match.Web.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Kem.Match.Web.Features;

/// <summary>Two people changed the same thing at once: the first one is kept, the second one is told.</summary>
public sealed class ConflictFilter : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (Conflicts.IsConflict(context.Exception))
        {
            context.Result = new ViewResult { ViewName = "Conflict", StatusCode = StatusCodes.Status409Conflict };
            context.ExceptionHandled = true;
        }
    }
}
