using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microservices.DeadLetters.Querying;
using Microservices.DeadLetters.Querying.Views;
using Microservices.DeadLetters.Tests.Querying.Stores;
using Microservices.DeadLetters.Tests.Replay.Scenes;
using Microservices.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microservices.DeadLetters.Tests.Querying;

public sealed class When_views_are_saved(SqliteQueryStore store) : IClassFixture<SqliteQueryStore>, IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private readonly HttpClient _client = new();
    private WebApplication _app = null!; // set by InitializeAsync

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddScoped(_ => store.Open());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddQuerying();
        builder.AddServiceDefaults();
        TestUser.AddTo(builder.Services);
        _app = builder.Build();
        _app.MapDefaultEndpoints();
        _app.MapSavedViewEndpoints();
        await _app.StartAsync(Cancellation);
        _client.BaseAddress = new Uri(_app.Urls.Single());
        As("operate");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Should_keep_them_until_they_are_forgotten()
    {
        (await PutAsync("old invoices & more", "queue:invoice age:>1d")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PutAsync("old invoices & more", "queue:invoice age:>2d")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var view = await _client.GetFromJsonAsync<SavedViewResponse>("/api/views/old%20invoices%20%26%20more", Cancellation);
        view.ShouldBe(new SavedViewResponse("old invoices & more", "queue:invoice age:>2d", "test:ada"));
        var list = await _client.GetFromJsonAsync<JsonElement>("/api/views", Cancellation);
        list.GetProperty("items").EnumerateArray()
            .ShouldContain(item => item.GetProperty("name").GetString() == "old invoices & more");

        (await _client.DeleteAsync("/api/views/old%20invoices%20%26%20more", Cancellation)).StatusCode
            .ShouldBe(HttpStatusCode.NoContent);
        (await _client.GetAsync("/api/views/old%20invoices%20%26%20more", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _client.DeleteAsync("/api/views/old%20invoices%20%26%20more", Cancellation)).StatusCode
            .ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Should_point_into_a_query_that_cannot_be_read()
    {
        var response = await PutAsync("bad", "status:opn");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        problem.GetProperty("column").GetInt32().ShouldBe(8);
        problem.GetProperty("expected").GetString().ShouldNotBeNull().ShouldContain("archived");
        (await _client.GetAsync("/api/views/bad", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Should_keep_no_personal_data()
    {
        var refused = await PutAsync("jane", "msg:jane@example.com");

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain("personal data");
        (await _client.GetAsync("/api/views/jane", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("a%2Fb")]
    [InlineData("%5C")]
    [InlineData("%20")]
    [InlineData("%07")]
    public async Task Should_refuse_names_that_make_no_address(string name) =>
        (await _client.PutAsJsonAsync($"/api/views/{name}", new { query = "a" }, Cancellation)).StatusCode
            .ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Should_decode_a_name_once()
    {
        (await PutAsync("50%2F50", "a")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await _client.GetFromJsonAsync<SavedViewResponse>("/api/views/50%252F50", Cancellation))!.Name.ShouldBe("50%2F50"); // not null: 200
    }

    [Fact]
    public async Task Should_let_readers_look_only()
    {
        As("read");
        (await _client.GetAsync("/api/views", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = await PutAsync("mine", "a");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain("deadletters.operate");
        (await _client.DeleteAsync("/api/views/mine", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        As("stranger");
        (await _client.GetAsync("/api/views", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<HttpResponseMessage> PutAsync(string name, string query) =>
        _client.PutAsJsonAsync($"/api/views/{Uri.EscapeDataString(name)}", new { query }, Cancellation);

    private void As(string right)
    {
        _client.DefaultRequestHeaders.Remove(TestUser.Header);
        _client.DefaultRequestHeaders.Add(TestUser.Header, $"ada {right}");
    }
}
