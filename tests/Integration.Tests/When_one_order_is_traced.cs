using System.Diagnostics;
using System.Net.Http.Json;
using Microservices.Integration.Tests.Pipeline;
using Microservices.Integration.Tests.Tracing;
using Microservices.Testing;

namespace Microservices.Integration.Tests;

/// <summary>One trace from the request to the effects, across five processes, a broker and four databases.</summary>
[Collection(RunningPipeline.Name)]
public sealed class When_one_order_is_traced(RunningPipeline running)
{
    private static readonly string[] Services = ["orders", "email", "inventory", "invoice"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_follow_it_from_the_request_to_the_three_effects()
    {
        var (pipeline, collector) = (running.Services, running.Collector);
        await pipeline.StockAsync(["CUP"], onHand: 10);

        // The caller's own trace: other tests place orders in the same pipeline.
        var (traceId, caller) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/orders", UriKind.Relative))
        {
            Headers = { { "traceparent", $"00-{traceId}-{caller}-01" } },
            Content = JsonContent.Create(new
            {
                customer = new { id = "C-1", name = "Ada", email = "ada@example.test" },
                currency = "EUR",
                lines = new[] { new { sku = "CUP", description = "Cup", quantity = 1, unitPrice = 4.99m } }
            }),
        };
        using var response = await pipeline.Orders.Http.SendAsync(request, Cancellation);
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);

        List<ReceivedSpan> spans = [];
        await Eventually.Holds(() =>
        {
            spans = [.. collector.Spans.Where(span => span.TraceId == traceId)];
            return Task.FromResult(Services.All(service => spans.Any(x => x.Service == service && IsConsume(x)))
                && spans.Any(x => x.Service == "invoice" && IsServed(x))
                && Orphans(spans, caller).Count == 0);
        }, "the spans of all services, none of them without its parent", TimeSpan.FromSeconds(60), Cancellation);

        TestContext.Current.TestOutputHelper?.WriteLine(TraceTree.Print(spans));
        spans.Count(x => x.ParentId == caller).ShouldBe(1, "one root: the request");
        foreach (var service in Services)
        {
            spans.ShouldContain(x => x.Service == service && IsConsume(x), $"{service} consumed within the trace");
            spans.ShouldContain(x => x.Service == service && IsDatabase(x), $"{service} wrote to its database within the trace");
        }
    }

    // A span is exported when it ends: children arrive before their parent.
    private static List<ReceivedSpan> Orphans(List<ReceivedSpan> trace, string caller)
    {
        var known = trace.Select(x => x.SpanId).Append(caller).ToHashSet();
        return [.. trace.Where(x => !known.Contains(x.ParentId))];
    }

    // Email fetches the PDF within the order's trace.
    private static bool IsServed(ReceivedSpan span) => span.Name.StartsWith("GET /invoices/", StringComparison.Ordinal);

    private static bool IsConsume(ReceivedSpan span) => span.Name.Contains("receive", StringComparison.Ordinal)
        || span.Name.Contains("process", StringComparison.Ordinal);

    // Npgsql names a span after its database.
    private static bool IsDatabase(ReceivedSpan span) => span.Kind == ReceivedSpan.ClientKind && span.HasDatabase;
}
