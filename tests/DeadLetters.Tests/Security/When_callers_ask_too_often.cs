using System.Net;
using Microservices.DeadLetters.Tests.Security.Scenes;
using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Tests.Security;

public sealed class When_callers_ask_too_often
{
    [Fact]
    public async Task Should_make_each_wait_for_itself()
    {
        await using var service = await SecureService.StartAsync(
            [.. SecureService.AllRights, ("Security:RateLimit:ReadsPerMinute", "2"), ("Security:RateLimit:WritesPerMinute", "1")]);
        var otto = service.Client("otto");

        (await otto.OpenAsync("/api/views")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await otto.OpenAsync("/api/views")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = await otto.OpenAsync("/api/views");

        (await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests)).ShouldContain("Ask again in");
        refused.Headers.RetryAfter?.Delta.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        (await otto.PutViewAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await otto.PutViewAsync()).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await service.Client("anna").OpenAsync("/api/views")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_slow_down_who_guesses_keys()
    {
        await using var service = await SecureService.StartAsync(
            [.. SecureService.AllRights, ("Security:RateLimit:UnknownPerMinute", "2")]);

        foreach (var status in (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests])
            (await service.Client("nobody").OpenAsync("/api/views")).StatusCode.ShouldBe(status);
        (await service.Client("nobody").OpenAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await service.Client().OpenAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);

        // Who guesses elsewhere keeps nobody from signing in.
        foreach (var guess in (string[])["guess", "another"])
            (await When_browsers_sign_in.SignInAsync(service.Client(), guess, "/")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await When_browsers_sign_in.SignInAsync(service.Client(), "key-of-otto", "/")).StatusCode
            .ShouldBe(HttpStatusCode.TooManyRequests);
        (await service.Client("otto").OpenAsync("/api/views")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_refuse_limits_that_cannot_be_meant() =>
        (await Should.ThrowAsync<OptionsValidationException>(() => SecureService.StartAsync(
            [.. SecureService.AllRights, ("Security:RateLimit:WritesPerMinute", "0")]))).Message
            .ShouldContain("Security__RateLimit__WritesPerMinute=0: must be 1 to 10000000");
}
