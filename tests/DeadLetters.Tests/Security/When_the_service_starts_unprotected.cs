using System.Net;
using Microservices.DeadLetters.Tests.Security.Scenes;
using Microservices.ServiceDefaults.Security;
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

        refusal.Message.ShouldContain("Security__ApiKeys__0__Sha256");
        refusal.Message.ShouldContain("Security__Oidc__Authority");
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

        (me.GetProperty("name").GetString(), me.GetProperty("scopes").GetArrayLength()).ShouldBe(("developer", Scopes.All.Count));
        (await client.PutViewAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.OpenAsync(SecureService.Page)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Host", "attacker.example")]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    [InlineData("X-Original-For", "192.0.2.1")]
    [InlineData("X-Real-IP", "192.0.2.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Should_not_take_what_came_from_elsewhere_for_the_developer(string header, string value)
    {
        await using var service = await SecureService.StartAsync([], "Development");
        using var client = service.Client();
        client.DefaultRequestHeaders.Add(header, value);

        await (await client.OpenAsync("/api/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("ApiKeys:0:Name", "", "ApiKeys__0__Name")]
    [InlineData("ApiKeys:0:Scopes:0", "root", "ApiKeys__0__Scopes__0=root: must be one of orders.write, ")]
    [InlineData("ApiKeys:0:ExpiresAt", "2027-01-01", "ApiKeys__0__ExpiresAt=2027-01-01: must be a time with a zone, for instance 2027-12-31T00:00:00Z")]
    [InlineData("ApiKeys:1:Name", "otto", "ApiKeys__1__Scopes is not set: must name a scope")]
    [InlineData("ApiKeys:0:Sha256", "key-of-rita", "ApiKeys__0__Sha256")]
    [InlineData("ApiKeys:0:Queues:0", " ", "ApiKeys__0__Queues")]
    [InlineData("Oidc:Authority", "http://login.example", "Oidc__Authority=http://login.example: must be an https address")]
    [InlineData("Oidc:Authority", "https://login.example", "Oidc__Audience")]
    [InlineData("Oidc:ClientId", "x", "Oidc__Authority is not set: must be set when Security__Oidc__ClientId, ")]
    [InlineData("SignInLifetime", "00:00:01", "SignInLifetime")]
    public async Task Should_refuse_settings_that_cannot_be_meant(string key, string value, string message)
    {
        (string, string)[] settings = [.. SecureService.Key(0, "rita", "read"), ($"Security:{key}", value)];

        var refusal = await Should.ThrowAsync<OptionsValidationException>(() => SecureService.StartAsync(settings));

        refusal.Message.ShouldContain(message);
        refusal.Message.ShouldContain("Security__");
    }
}
