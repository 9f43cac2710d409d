using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microservices.Security.Tests.Scenes;
using Microservices.ServiceDefaults.Security;

namespace Microservices.Security.Tests;

public sealed class When_an_audit_is_read(GuardedServices services) : IClassFixture<GuardedServices>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_give_the_latest_first_page_by_page_and_narrowed()
    {
        using var writer = services.Client(GuardedServices.KeyOf(Scopes.StockWrite));
        foreach (var onHand in Enumerable.Range(1, 5))
            (await writer.PutAsJsonAsync("/stock/AUDITED", new { onHand }, Cancellation)).EnsureSuccessStatusCode();

        var all = await ReadAsync("/audit/inventory?limit=1000");
        var levels = all.Entries.Where(entry => entry.GetProperty("target").GetString() == "sku:AUDITED")
            .Select(entry => entry.GetProperty("details").GetProperty("AUDITED").GetInt32());
        levels.ShouldBe([5, 4, 3, 2, 1]);
        all.Next.ShouldBeNull();
        all.Entries[0].GetProperty("actor").GetString().ShouldBe("key:stock.write");
        all.Entries[0].GetProperty("action").GetString().ShouldBe("stock.set");

        List<JsonElement> paged = [];
        long? next = null;
        do
        {
            var page = await ReadAsync($"/audit/inventory?limit=2{(next is null ? "" : $"&after={next}")}");
            paged.AddRange(page.Entries);
            next = page.Next;
        }
        while (next is not null);
        paged.Select(entry => entry.GetRawText()).ShouldBe(all.Entries.Select(entry => entry.GetRawText()));

        var middle = all.Entries[2].GetProperty("at").GetDateTime();
        var at = Uri.EscapeDataString(middle.ToString("O", CultureInfo.InvariantCulture));
        (await ReadAsync($"/audit/inventory?from={at}")).Entries.ShouldAllBe(entry => entry.GetProperty("at").GetDateTime() >= middle);
        (await ReadAsync($"/audit/inventory?to={at}")).Entries.ShouldAllBe(entry => entry.GetProperty("at").GetDateTime() < middle);
        (await ReadAsync($"/audit/inventory?from={at}")).Entries.Count.ShouldBeGreaterThanOrEqualTo(3);
        (await ReadAsync("/audit/inventory?actor=key:nobody")).Entries.ShouldBeEmpty();
        (await ReadAsync("/audit/inventory?actor=key:stock.write")).Entries.Count.ShouldBe(all.Entries.Count);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-05-01T09:30:00", "to")]
    [InlineData("after=first", "after")]
    public async Task Should_name_the_parameter_that_is_wrong(string query, string parameter)
    {
        using var reader = services.Client(GuardedServices.KeyOf(Scopes.AuditRead));
        using var answer = await reader.GetAsync(new Uri($"/audit/orders?{query}", UriKind.Relative), Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(parameter);
    }

    private async Task<(IReadOnlyList<JsonElement> Entries, long? Next)> ReadAsync(string path)
    {
        using var reader = services.Client(GuardedServices.KeyOf(Scopes.AuditRead));
        var page = await reader.GetFromJsonAsync<JsonElement>(path, Cancellation);
        return ([.. page.GetProperty("entries").EnumerateArray()], page.GetProperty("next").Deserialize<long?>());
    }
}
