using System.Net;
using System.Text;
using System.Text.Json;
using Microservices.Compose.Tests.Projects;
using Microservices.Testing;
using Microservices.Testing.Pipeline;

namespace Microservices.Compose.Tests;

/// <summary>The ports that are published, without a key, with a key, and while a key is changed.</summary>
[Collection<OneMachine>]
public sealed class When_doors_are_tried(OneMachineProject project, ITestOutputHelper output)
{
    // Broker: TLS, by amqp.yml. Inventory, invoice and email: by apis.yml, for the tests.
    private static readonly Door[] Doors =
    [
        new("deadletters", 8080, "/", 302), new("deadletters", 8080, "/sign-in", 200), new("deadletters", 8080, "/health/ready", 200),
        new("deadletters", 8080, "/metrics", 401), new("deadletters", 8080, "/api/overview", 401), new("deadletters", 8080, "/openapi/v1.json", 401),
        new("email", 8080, "/health/ready", 200), new("email", 8080, "/metrics", 401), new("email", 8080, "/deliveries/1", 401),
        new("email", 8080, "/audit/email", 401),
        new("inventory", 8080, "/health/ready", 200), new("inventory", 8080, "/metrics", 401), new("inventory", 8080, "/stock", 401),
        new("inventory", 8080, "/audit/inventory", 401),
        new("invoice", 8080, "/health/ready", 200), new("invoice", 8080, "/metrics", 401), new("invoice", 8080, "/invoices", 401),
        new("mailpit", 8025, "/", 200), new("mailpit", 8025, "/api/v1/messages", 200),
        new("orders", 8080, "/", 404), new("orders", 8080, "/health/live", 200), new("orders", 8080, "/health/ready", 200),
        new("orders", 8080, "/metrics", 401), new("orders", 8080, "/docs", 401), new("orders", 8080, "/openapi/v1.json", 401),
        new("orders", 8080, "/orders", 401), new("orders", 8080, "/audit/orders", 401),
        new("rabbitmq", 15672, "/", 200), new("rabbitmq", 15672, "/api/overview", 401),
    ];

    private const int Amqps = 5671;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_answer_as_the_table_says_without_a_key()
    {
        var published = await PublishedAsync();
        published.Keys.Where(door => door.Port != Amqps).Order().ShouldBe(Doors.Select(door => (door.Service, door.Port)).Distinct().Order());

        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        List<Door> found = [];
        foreach (var door in Doors)
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{published[(door.Service, door.Port)]}{door.Path}"), Cancellation);
            found.Add(door with { Status = (int)answer.StatusCode });
        }

        output.WriteLine(string.Join('\n', found.Select(door => $"| {door.Service}:{door.Port} | `{door.Path}` | {door.Status} |")));
        found.ShouldBe(Doors);
    }

    [Fact]
    public async Task Should_take_the_old_key_and_the_new_one_until_the_old_one_is_retired_without_a_restart()
    {
        var began = await StartedAsync();
        var old = await project.SecretAsync("api-keys/shop");
        (await OrderAsync(old)).ShouldBe(HttpStatusCode.BadRequest); // let in, with an order that is none

        await project.RunAsync("run", "--rm", "secrets", "rotate-key", "shop");
        var changed = await project.SecretAsync("api-keys/shop");
        changed.ShouldNotBe(old);
        await AnswersAsync(changed, HttpStatusCode.BadRequest);
        (await OrderAsync(old)).ShouldBe(HttpStatusCode.BadRequest);

        await project.RunAsync("run", "--rm", "secrets", "retire-key", "shop");
        await AnswersAsync(old, HttpStatusCode.Unauthorized);
        (await OrderAsync(changed)).ShouldBe(HttpStatusCode.BadRequest);
        (await StartedAsync()).ShouldBe(began);
    }

    private Task AnswersAsync(string key, HttpStatusCode status) => Eventually.Holds(
        async () => await OrderAsync(key) == status, $"the key is answered {status}", TimeSpan.FromMinutes(1), Cancellation);

    private async Task<HttpStatusCode> OrderAsync(string key)
    {
        using var client = new HttpClient { BaseAddress = project.Orders.BaseAddress, DefaultRequestHeaders = { { TestKeys.Header, key } } };
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri("/orders", UriKind.Relative), content, Cancellation);
        return answer.StatusCode;
    }

    private async Task<string> StartedAsync() =>
        await project.DockerAsync("inspect", "-f", "{{.State.StartedAt}} {{.RestartCount}}", await project.RunAsync("ps", "-q", "orders"));

    // A line of JSON for each container.
    private async Task<IReadOnlyDictionary<(string Service, int Port), int>> PublishedAsync()
    {
        var published = new Dictionary<(string, int), int>();
        foreach (var line in (await project.RunAsync("ps", "--format", "json")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var container = JsonElement.Parse(line);
            foreach (var port in container.GetProperty("Publishers").EnumerateArray().Where(port => port.GetProperty("PublishedPort").GetInt32() > 0))
            {
                port.GetProperty("URL").GetString().ShouldBe("127.0.0.1", line);
                published[(container.GetProperty("Service").GetString()!, port.GetProperty("TargetPort").GetInt32())] // a container of a service
                    = port.GetProperty("PublishedPort").GetInt32();
            }
        }

        return published;
    }

    private sealed record Door(string Service, int Port, string Path, int Status);
}
