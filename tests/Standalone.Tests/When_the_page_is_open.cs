using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microservices.Testing;

namespace Microservices.Standalone.Tests;

/// <summary>A visitor's first minutes: the sample, the page and its links.</summary>
public sealed partial class When_the_page_is_open
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_have_no_dead_link_and_no_warning()
    {
        using var standalone = new StandaloneProcess();
        using var process = standalone.Start("--import", "sample", "--port", "0");
        List<string> output = [];
        using var http = new HttpClient { BaseAddress = await AddressAsync(process.StandardOutput, output) };
        var rest = process.StandardOutput.ReadToEndAsync(Cancellation);

        await Eventually.Holds(async () => (await BoardAsync(http)).GetProperty("counts").GetProperty("invoicesMailed").GetInt32() == 200,
            "the mailed invoices of all orders", TimeSpan.FromMinutes(2), Cancellation);
        foreach (var link in await LinksAsync(http))
        {
            using var answer = await http.GetAsync(link, Cancellation);
            answer.IsSuccessStatusCode.ShouldBeTrue($"{link} answered {answer.StatusCode}");
        }

        (await StandaloneProcess.StopAsync(process)).ShouldBe(0);
        string.Join('\n', output, await rest).ShouldNotContain("warn:");
    }

    [Fact]
    public async Task Should_show_what_is_on_back_order()
    {
        using var standalone = new StandaloneProcess();
        using var process = standalone.Start("--port", "0");
        using var http = new HttpClient { BaseAddress = await AddressAsync(process.StandardOutput, []) };
        var rest = process.StandardOutput.ReadToEndAsync(Cancellation);
        using var stocked = await http.PutAsJsonAsync("/stock/MUG", new { onHand = 1 }, Cancellation);
        stocked.EnsureSuccessStatusCode();

        using var posted = await http.PostAsJsonAsync("/orders", new
        {
            customer = new { id = "C-1", name = "Jane Doe", email = "jane@example.test" },
            currency = "GBP",
            lines = new[] { new { sku = "MUG", description = "Mug", quantity = 3, unitPrice = 4.95m } },
        }, Cancellation);
        posted.EnsureSuccessStatusCode();

        await Eventually.Holds(async () => (await BoardAsync(http)).GetProperty("orders")[0].GetProperty("steps")
                .TryGetProperty("inventory", out var step) && step.GetProperty("detail").GetString() == "On back order: 2 × MUG",
            "the back order on the board", TimeSpan.FromMinutes(1), Cancellation);
        await StandaloneProcess.StopAsync(process);
        await rest;
    }

    [Fact]
    public async Task Should_say_which_port_is_taken()
    {
        using var first = new StandaloneProcess();
        using var process = first.Start("--port", "0");
        var address = await AddressAsync(process.StandardOutput, []);

        using var second = new StandaloneProcess();
        var refused = await second.RunAsync("--port", $"{address.Port}");

        refused.ExitCode.ShouldBe(1, refused.Output);
        refused.Output.Trim().ShouldBe($"Microservices.Standalone could not start: http://127.0.0.1:{address.Port} is taken by another process; stop what uses it, or change --port (0: any free one).");
        await StandaloneProcess.StopAsync(process);
    }

    // What the page's script links for the latest order, and what the page itself links.
    private static async Task<IEnumerable<Uri>> LinksAsync(HttpClient http)
    {
        var order = (await BoardAsync(http)).GetProperty("orders")[0];
        var id = order.GetProperty("orderId").GetString();
        var invoice = order.GetProperty("steps").GetProperty("invoice").GetProperty("reference").GetString();
        var page = await http.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation);

        return Link().Matches(page).Select(link => link.Groups[1].Value)
            .Concat([$"/orders/{id}", $"/mails/{id}", $"/mails/{id}.eml", $"/mails/{id}/invoice", $"/mails/{id}/invoice.eml", $"/invoices/{invoice}.pdf",
                $"/invoices/{invoice}.xml", "/api/dead-letters"])
            .Select(link => new Uri(link, UriKind.Relative));
    }

    private static async Task<JsonElement> BoardAsync(HttpClient http)
    {
        await using var board = await http.GetStreamAsync(new Uri("/board", UriKind.Relative), Cancellation);
        return (await JsonDocument.ParseAsync(board, cancellationToken: Cancellation)).RootElement;
    }

    private static async Task<Uri> AddressAsync(StreamReader reader, List<string> output)
    {
        while (await reader.ReadLineAsync(Cancellation) is { } line)
        {
            output.Add(line);
            if (Address().Match(line) is { Success: true } address)
                return new Uri(address.Value);
        }

        throw new InvalidOperationException($"It ended without an address:\n{string.Join('\n', output)}");
    }

    [GeneratedRegex("(?:href|src)=\"(/[^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
