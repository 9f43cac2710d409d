using System.Net;
using Microservices.DeadLetters.Tests.Security.Scenes;

namespace Microservices.DeadLetters.Tests.Security;

public sealed class When_callers_have_keys : IAsyncLifetime
{
    private SecureService _service = null!; // set by InitializeAsync

    public async ValueTask InitializeAsync() => _service = await SecureService.StartAsync(
        [.. SecureService.AllRights, .. SecureService.Key(3, "ines", "operate", "invoice-*", "email-order-confirmed")]);

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Should_know_who_they_are_and_what_they_may()
    {
        var me = await _service.Client("ines").MeAsync();

        me.ToString().ShouldBe("""{"name":"ines","scopes":["deadletters.read","deadletters.operate"],"queues":["invoice-*","email-order-confirmed"]}""");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("key-of-nobody")]
    [InlineData("")]
    [InlineData("key-of-rita\u00e4")]
    public async Task Should_answer_who_is_unknown_with_problem_details(string? key)
    {
        var client = _service.Client();
        if (key is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("X-Api-Key", Uri.EscapeDataString(key));

        var response = await client.OpenAsync("/api/views");

        (await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized)).ShouldContain("X-Api-Key");
        response.Headers.WwwAuthenticate.ToString().ShouldBe("ApiKey");
    }

    [Fact]
    public async Task Should_name_the_scope_that_a_write_takes()
    {
        var rita = _service.Client("rita");

        (await rita.OpenAsync("/api/views")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await rita.PutViewAsync()).ShouldBeProblemAsync(HttpStatusCode.Forbidden)).ShouldContain("deadletters.operate");
        (await _service.Client("otto").PutViewAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _service.Client("anna").PutViewAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_not_take_a_token_for_a_key()
    {
        var client = _service.Client();
        client.DefaultRequestHeaders.Add("Authorization", "Bearer key-of-anna");

        await (await client.OpenAsync("/api/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Should_leave_health_open()
    {
        (await _service.Client().OpenAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
