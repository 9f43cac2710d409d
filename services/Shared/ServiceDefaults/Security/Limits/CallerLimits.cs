using System.Globalization;
using System.Threading.RateLimiting;
using Microservices.ServiceDefaults.Customers.Links;
using Microservices.ServiceDefaults.Security.Keys;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Security.Limits;

/// <summary>Limits what one caller may ask for, and how fast keys can be guessed.</summary>
internal static class CallerLimits
{
    // As many seconds' worth is given back at once; one by one would wake a timer thousands of times a second.
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(1);

    public static void Configure(RateLimiterOptions limiter)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Partition);
        limiter.OnRejected = RefuseAsync;
    }

    private static RateLimitPartition<string> Partition(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is not { } metadata)
            return RateLimitPartition.GetNoLimiter("");

        var limits = context.RequestServices.GetRequiredService<IOptions<SecurityOptions>>().Value.RateLimit;
        // A bucket of its own: strangers must not keep people from signing in.
        if (metadata.GetMetadata<SignInRoute>() is { } signIn)
            return signIn.IsLimited ? Bucket($"sign-in {CallerAddress.Of(context.Connection.RemoteIpAddress)}", limits.UnknownPerMinute) : RateLimitPartition.GetNoLimiter("");

        var isOpen = metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (context.User.Identity is not { IsAuthenticated: true })
        {
            return isOpen && !ShowsCredentials(context.Request)
                ? RateLimitPartition.GetNoLimiter("")
                : Bucket($"unknown {CallerAddress.Of(context.Connection.RemoteIpAddress)}", limits.UnknownPerMinute);
        }

        if (isOpen)
            return RateLimitPartition.GetNoLimiter("");
        if (CustomerRoute.IsOf(context))
            return Bucket(context.User.Actor(), limits.UnknownPerMinute);
        return HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            ? Bucket($"reads {context.User.Actor()}", limits.ReadsPerMinute)
            : Bucket($"writes {context.User.Actor()}", limits.WritesPerMinute);
    }

    // An open route tells by its answer whether a key is one.
    private static bool ShowsCredentials(HttpRequest request) => request.Headers.ContainsKey(ApiKeys.Header) || request.HasBearer() || request.HasBasic();

    private static RateLimitPartition<string> Bucket(string caller, int perMinute)
    {
        var isSlow = perMinute <= 600;
        return RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = isSlow ? 1 : (int)Math.Ceiling(perMinute / 60.0),
            ReplenishmentPeriod = isSlow ? TimeSpan.FromMinutes(1) / perMinute : Refill,
            QueueLimit = 0,
        });
    }

    private static async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Refill;
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        context.HttpContext.Response.Headers.RetryAfter = seconds;
        if (CustomerRoute.IsOf(context.HttpContext))
        {
            context.HttpContext.RequestServices.GetRequiredService<SecurityMetrics>().Refused(SecurityMetrics.TooMany);
            await context.HttpContext.WriteNoticeAsync(StatusCodes.Status429TooManyRequests, words => words.TooMany);
            return;
        }

        await context.HttpContext.RefuseAsync(
            SecurityMetrics.TooMany, StatusCodes.Status429TooManyRequests, "Too many requests.", $"Ask again in {seconds} s.");
    }
}
