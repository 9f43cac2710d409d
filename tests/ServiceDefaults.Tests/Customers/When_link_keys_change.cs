using Microservices.ServiceDefaults.Customers.Links;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.ServiceDefaults.Tests.Customers;

/// <summary>Keys of links are files, as Docker and Kubernetes mount them, and the service runs while they change.</summary>
public sealed class When_link_keys_change : IAsyncLifetime
{
    private const string First = "the-first-key-of-forty-characters-or-more";
    private const string Second = "the-second-key-of-forty-characters-or-more";

    private static readonly Guid Order = Guid.CreateVersion7();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("link-keys-");
    private TestService _service = null!; // set by InitializeAsync

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CustomerLinks Links => _service.App.Services.GetRequiredService<CustomerLinks>();

    public async ValueTask InitializeAsync()
    {
        Write(0, First);
        _service = TestService.Build("memory://", builder => builder.Services.AddCustomerLinks(),
            ("Secrets:Folder", _folder.FullName), ("CustomerLinks:Address", "https://shop.example"));
        await _service.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_believe_both_while_there_are_two_and_the_new_one_alone_then()
    {
        var old = TokenOf(Links.For(Order));

        Write(1, First);
        Write(0, Second);
        await Eventually.Holds(() => Task.FromResult(TokenOf(Links.For(Order)) != old), "the new key signs", cancellationToken: Cancellation);
        IsValid(old).ShouldBeTrue();
        IsValid(TokenOf(Links.For(Order))).ShouldBeTrue();

        File.Delete(PathOf(1));
        await Eventually.Holds(() => Task.FromResult(!IsValid(old)), "the old key is forgotten", cancellationToken: Cancellation);
        IsValid(TokenOf(Links.For(Order))).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_keep_no_key_alive_that_is_gone_because_another_is_wrong()
    {
        Write(1, Second);
        await Eventually.Holds(() => Task.FromResult(IsValid(Token(Second))), "the second key is known", cancellationToken: Cancellation);

        Write(0, "short");

        await Eventually.Holds(() => Task.FromResult(!IsValid(Token(First))), "the first key is forgotten", cancellationToken: Cancellation);
        IsValid(Token(Second)).ShouldBeTrue();
        _service.Logs.GetSnapshot().ShouldContain(record => record.Id.Id == 9104 && !record.Message.Contains("short", StringComparison.Ordinal));
    }

    private static string TokenOf(CustomerLink? link) => link!.Order.Query[$"?{CustomerLinks.Parameter}=".Length..]; // it has a key

    private static string Token(string key) =>
        LinkToken.Make(System.Text.Encoding.UTF8.GetBytes(key), Order, TimeProvider.System.GetUtcNow().AddDays(1));

    private bool IsValid(string token) => Links.Read(token, out _) == Order;

    private void Write(int place, string key) => File.WriteAllText(PathOf(place), key);

    private string PathOf(int place) => Path.Combine(_folder.FullName, $"CustomerLinks__Keys__{place}");
}
