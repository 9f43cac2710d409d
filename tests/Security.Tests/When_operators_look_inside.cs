using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microservices.Security.Tests.Scenes;
using Microservices.ServiceDefaults.Security;

namespace Microservices.Security.Tests;

public sealed class When_operators_look_inside(GuardedServices services) : IClassFixture<GuardedServices>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_open_metrics_and_reasons_on_the_management_port_and_nothing_else()
    {
        using var client = services.Client(isManagement: true);

        (await AskAsync(client, "/metrics")).ShouldBe(HttpStatusCode.OK);
        (await HealthAsync(client)).TryGetProperty("checks", out _).ShouldBeTrue();
        (await AskAsync(client, "/orders")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Should_tell_the_state_and_no_reason_elsewhere()
    {
        using var client = services.Client();

        (await AskAsync(client, "/metrics")).ShouldBe(HttpStatusCode.Unauthorized);
        (await HealthAsync(client)).EnumerateObject().Select(member => member.Name).ShouldBe(["status"]);
    }

    [Fact]
    public async Task Should_name_the_scope_that_metrics_take()
    {
        using var client = services.Client(GuardedServices.KeyOf(Scopes.OrdersRead));
        using var refused = await client.GetAsync(new Uri("/metrics", UriKind.Relative), Cancellation);

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain("This takes the scope metrics.read.");
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return answer.StatusCode;
    }

    private static async Task<JsonElement> HealthAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }
}
