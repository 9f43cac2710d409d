using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Security.Limits;

/// <summary>Limits what one caller may ask for, and how fast keys can be guessed.</summary>
internal sealed class CallerLimits(IOptions<RateLimitOptions> options, IProblemDetailsService problems)
    : IRateLimiterPolicy<string>
{
    public const string Policy = "DeadLetters";

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => RefuseAsync;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
    {
        var limits = options.Value;
        if (httpContext.User.Identity is not { IsAuthenticated: true, Name: { } name })
            return Bucket($"unknown {httpContext.Connection.RemoteIpAddress}", limits.UnknownPerMinute);

        return HttpMethods.IsGet(httpContext.Request.Method) || HttpMethods.IsHead(httpContext.Request.Method)
            ? Bucket($"reads {name}", limits.ReadsPerMinute)
            : Bucket($"writes {name}", limits.WritesPerMinute);
    }

    private static RateLimitPartition<string> Bucket(string caller, int perMinute) =>
        RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
            QueueLimit = 0,
        });

    private async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var response = context.HttpContext.Response;
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = seconds;
        await problems.WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context.HttpContext,
            ProblemDetails = new ProblemDetails
            {
                Status = StatusCodes.Status429TooManyRequests,
                Title = "Too many requests.",
                Detail = $"Ask again in {seconds} s.",
            },
        });
    }
}
