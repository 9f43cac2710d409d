using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;
using Microservices.ServiceDefaults.Security;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry.Trace;

namespace Microservices.ServiceDefaults.Tests.Hosting;

public sealed class When_an_order_is_traced
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_keep_one_trace_over_http_outbox_broker_consumer_and_database()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var spans = new ConcurrentQueue<Activity>();
        await using var service = TestService.Build(broker.ConnectionString, builder =>
        {
            InboxService.Add(builder);
            builder.Services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddProcessor(new SpanCollector(spans)));
        }, ("ConnectionStrings:Inbox", database));
        service.App.MapPost("/probes", async (ProbeSent probe, IPublishEndpoint publish, InboxDbContext context) =>
        {
            await publish.Publish(probe, Cancellation);
            await context.SaveChangesAsync(Cancellation);
        }).OpenToAll();
        await CreateSchemaAsync(service);
        await service.StartAsync(Cancellation);

        using var client = service.CreateClient();
        var orderId = NewId.NextGuid();
        using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
            client, "/probes", new ProbeSent { OrderId = orderId }, Cancellation);
        answer.EnsureSuccessStatusCode();
        await Eventually.Holds(() => SourcesOfTrace(spans).Contains("Npgsql in the consumer"),
            "the consumer's statements in the request's trace", cancellationToken: Cancellation);

        var sources = SourcesOfTrace(spans);
        sources.ShouldContain("Microsoft.AspNetCore POST /probes");
        sources.ShouldContain("Npgsql in the request");
        sources.ShouldContain("MassTransit inbox-probe-sent process");
        var statements = StatementsIn(new NpgsqlConnectionStringBuilder(database).Database!, spans);
        statements.ShouldNotBeEmpty();
        statements.ShouldAllBe(span => span.ParentSpanId != default, "polling is not traced");
    }

    private static async Task CreateSchemaAsync(TestService service)
    {
        await using var scope = service.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<InboxDbContext>().Database.EnsureCreatedAsync(Cancellation);
    }

    // A collector sees what the whole process does, in the databases of tests beside this one too.
    private static List<Activity> StatementsIn(string database, ConcurrentQueue<Activity> spans) =>
        [.. spans.Where(span => span.Source.Name == "Npgsql" && database.Equals(span.GetTagItem("db.namespace")))];

    private static List<string> SourcesOfTrace(ConcurrentQueue<Activity> spans)
    {
        var all = spans.ToArray();
        var request = all.FirstOrDefault(span => span.DisplayName == "POST /probes");
        if (request is null)
            return [];

        var trace = all.Where(span => span.TraceId == request.TraceId).ToList();
        var byId = trace.ToDictionary(span => span.SpanId);
        return [.. trace.Select(span => Name(span, byId)).Distinct()];
    }

    private static string Name(Activity span, Dictionary<ActivitySpanId, Activity> byId)
    {
        if (span.Source.Name != "Npgsql")
            return $"{span.Source.Name} {span.DisplayName}";

        return byId.TryGetValue(span.ParentSpanId, out var parent) && parent.Source.Name == "MassTransit"
            ? "Npgsql in the consumer"
            : "Npgsql in the request";
    }
}
