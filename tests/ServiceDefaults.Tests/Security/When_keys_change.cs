using System.Net;
using Microservices.ServiceDefaults.Security;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;
using Microservices.Testing.Pipeline;
using Microsoft.AspNetCore.Builder;

namespace Microservices.ServiceDefaults.Tests.Security;

/// <summary>Keys are files, as Docker and Kubernetes mount them, and the service runs while they change.</summary>
public sealed class When_keys_change : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("keys-");
    private TestService _service = null!; // set by InitializeAsync

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Write("first", Scopes.StockRead);
        _service = TestService.Build("memory://", configure: null, ("Secrets:Folder", _folder.FullName));
        _service.App.MapGet("/guarded", () => "").RequireScope(Scopes.StockRead);
        await _service.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_know_a_new_one_and_forget_one_that_is_gone()
    {
        (await AskAsync("first")).ShouldBe(HttpStatusCode.OK);
        (await AskAsync("second")).ShouldBe(HttpStatusCode.Unauthorized);

        Write("second", Scopes.StockRead);
        await AnswersAsync("second", HttpStatusCode.OK);
        (await AskAsync("first")).ShouldBe(HttpStatusCode.OK);

        Remove("first");
        await AnswersAsync("first", HttpStatusCode.Unauthorized);
        (await AskAsync("second")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_keep_no_key_alive_that_is_gone_because_another_is_wrong()
    {
        Write("second", Scopes.StockRead);
        await AnswersAsync("second", HttpStatusCode.OK);

        Write("wrong", "stock.steal");
        Remove("first");

        await AnswersAsync("first", HttpStatusCode.Unauthorized);
        (await AskAsync("second")).ShouldBe(HttpStatusCode.OK);
        _service.Logs.GetSnapshot().ShouldContain(record => record.Id.Id == 9103 && record.Message.Contains("stock.steal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_take_no_change_with_a_setting_that_is_none()
    {
        var mistyped = PathOf("Security__ApiKeys__second__ExpriesAt");
        File.WriteAllText(mistyped, "2020-01-01T00:00:00Z");
        Write("second", Scopes.StockRead);

        await Eventually.Holds(() => _service.Logs.GetSnapshot().Any(record => record.Id.Id == 9103
            && record.Message.Contains("Security__ApiKeys__second__ExpriesAt is no setting", StringComparison.Ordinal)),
            "the setting that is none is logged", cancellationToken: Cancellation);
        (await AskAsync("second")).ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync("first")).ShouldBe(HttpStatusCode.OK);

        File.Delete(mistyped);
        await AnswersAsync("second", HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_close_when_none_is_left()
    {
        Remove("first");

        await AnswersAsync("first", HttpStatusCode.Unauthorized);
    }

    private static string KeyOf(string name) => $"key-of-{name}";

    // Its hash last, as deploy/secrets does: until then it is no key.
    private void Write(string name, string scope)
    {
        foreach (var (key, value) in TestKeys.Settings(0, name, KeyOf(name), [scope]).OrderBy(setting => setting.Key.EndsWith("Sha256", StringComparison.Ordinal)))
            File.WriteAllText(PathOf(key.Replace("__0__", $"__{name}__", StringComparison.Ordinal)), value);
    }

    private void Remove(string name)
    {
        foreach (var file in _folder.GetFiles($"Security__ApiKeys__{name}__*"))
            file.Delete();
    }

    private string PathOf(string key) => Path.Combine(_folder.FullName, key);

    private Task AnswersAsync(string name, HttpStatusCode status) => Eventually.Holds(
        async () => await AskAsync(name) == status, $"the key of {name} is answered {status}", cancellationToken: Cancellation);

    private async Task<HttpStatusCode> AskAsync(string name)
    {
        using var client = _service.CreateClient();
        client.DefaultRequestHeaders.Add(TestKeys.Header, KeyOf(name));
        using var answer = await client.GetAsync(new Uri("/guarded", UriKind.Relative), Cancellation);
        return answer.StatusCode;
    }
}
