using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.ServiceDefaults.Security;

/// <summary>Answers a request that is refused before its route runs.</summary>
internal static class Refusal
{
    /// <summary>Counts the refusal and answers with a Problem.</summary>
    public static async Task RefuseAsync(this HttpContext context, string reason, int status, string title, string detail)
    {
        context.RequestServices.GetRequiredService<SecurityMetrics>().Refused(reason);
        context.Response.StatusCode = status;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails { Status = status, Title = title, Detail = detail },
        });
    }
}
