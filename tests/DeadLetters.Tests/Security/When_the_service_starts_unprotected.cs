using System.Net;
using Microservices.DeadLetters.Tests.Security.Scenes;
using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Tests.Security;

public sealed class When_the_service_starts_unprotected
{
    private const string Loopback = "http://127.0.0.1:0";

    [Theory]
    [InlineData("Production", Loopback)]
    [InlineData("Development", "http://0.0.0.0:0")]
    [InlineData("Development", "http://*:0")]
    [InlineData("Development", $"{Loopback};http://[::]:0")]
    public async Task Should_refuse_and_name_the_keys(string environment, string urls)
    {
        var refusal = await Should.ThrowAsync<OptionsValidationException>(() => SecureService.StartAsync([], environment, urls));

        refusal.Message.ShouldContain("DeadLetters__Security__ApiKeys__0__Sha256");
        refusal.Message.ShouldContain("DeadLetters__Security__Oidc__Authority");
        refusal.Message.ShouldContain("loopback");
    }

    [Theory]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://0.0.0.0:0")]
    [InlineData("http_ports", "8080")]
    public async Task Should_see_every_way_to_open_a_port(string key, string value) =>
        await Should.ThrowAsync<OptionsValidationException>(() => SecureService.StartAsync(
            key == "http_ports" ? [(key, value), ("urls", "")] : [(key, value)], "Development", key == "http_ports" ? "" : Loopback));

    [Fact]
    public async Task Should_take_everyone_for_the_developer_on_loopback()
    {
        await using var service = await SecureService.StartAsync([], "Development");
        using var client = service.Client();

        var me = await client.MeAsync();

        (me.GetProperty("name").GetString(), me.GetProperty("role").GetString()).ShouldBe(("developer", "admin"));
        (await client.PutViewAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.OpenAsync(SecureService.Page)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Host", "attacker.example")]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    public async Task Should_not_take_what_came_from_elsewhere_for_the_developer(string header, string value)
    {
        await using var service = await SecureService.StartAsync([], "Development");
        using var client = service.Client();
        client.DefaultRequestHeaders.Add(header, value);

        await (await client.OpenAsync("/api/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("ApiKeys:0:Name", "", "ApiKeys__0__Name")]
    [InlineData("ApiKeys:0:Role", "root", "ApiKeys__0__Role=root: must be one of reader, operator, admin")]
    [InlineData("ApiKeys:0:Sha256", "key-of-rita", "ApiKeys__0__Sha256")]
    [InlineData("ApiKeys:0:Queues:0", " ", "ApiKeys__0__Queues")]
    [InlineData("ApiKeys:1:Name", "rita", "ApiKeys__1__Name=rita: must not be the name of another key")]
    [InlineData("Oidc:Authority", "http://login.example", "Oidc__Authority=http://login.example: must be an https address")]
    [InlineData("Oidc:Authority", "https://login.example", "Oidc__ClientId")]
    [InlineData("Oidc:ClientId", "x", "Oidc__Authority is not set: must be set when DeadLetters__Security__Oidc__ClientId or")]
    [InlineData("SignInLifetime", "00:00:01", "SignInLifetime")]
    public async Task Should_refuse_settings_that_cannot_be_meant(string key, string value, string message)
    {
        (string, string)[] settings = [.. SecureService.Key(0, "rita", "reader"), ($"DeadLetters:Security:{key}", value)];

        var refusal = await Should.ThrowAsync<OptionsValidationException>(() => SecureService.StartAsync(settings));

        refusal.Message.ShouldContain(message);
        refusal.Message.ShouldContain("DeadLetters__Security__");
    }
}
