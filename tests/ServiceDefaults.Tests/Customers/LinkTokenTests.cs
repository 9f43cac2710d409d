using Microservices.ServiceDefaults.Customers.Links;

namespace Microservices.ServiceDefaults.Tests.Customers;

public sealed class LinkTokenTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    private static readonly byte[] OldKey = [.. Enumerable.Range(101, 32).Select(number => (byte)number)];
    private static readonly Guid Order = new("0193f6a2-7c11-7d3e-9a52-0f4c8f9a1b01");
    private static readonly DateTimeOffset End = new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Should_be_read_by_any_of_the_keys()
    {
        foreach (var key in new[] { Key, OldKey })
        {
            LinkToken.TryRead([Key, OldKey], LinkToken.Make(key, Order, End), out var order, out var end).ShouldBeTrue();
            (order, end).ShouldBe((Order, End));
        }

        LinkToken.TryRead([Key], LinkToken.Make(OldKey, Order, End), out _, out _).ShouldBeFalse();
        LinkToken.TryRead([], LinkToken.Make(Key, Order, End), out _, out _).ShouldBeFalse();
    }

    /// <summary>Computed by Python: <c>hmac.new(key, b'customer-link/1' + order + end, sha256).digest()[:16]</c>.</summary>
    [Fact]
    public void Should_be_the_same_wherever_it_is_made() =>
        LinkToken.Make(Key, Order, End).ShouldBe("AZP2onwRfT6aUg9Mj5obAWuEtQA8WQsMiGQl6n7yS9hYYFXp");

    [Fact]
    public void Should_be_refused_with_any_character_changed()
    {
        var token = LinkToken.Make(Key, Order, End);
        for (var i = 0; i < token.Length; i++)
        {
            var other = token[i] == 'A' ? 'B' : 'A';
            LinkToken.TryRead([Key], $"{token[..i]}{other}{token[(i + 1)..]}", out _, out _).ShouldBeFalse($"character {i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("AZP2onwRfT6aUg9Mj5obAWuEtQ")]
    [InlineData("not base64url, and as long as a link could be!!!")]
    [InlineData("AZP2onwRfT6aUg9Mj5obAWuEtQA AAAAAAAAAAAAAAAAAAAAAA")]
    public void Should_be_refused_when_it_is_none(string token) =>
        LinkToken.TryRead([Key], token, out _, out _).ShouldBeFalse();

    [Fact]
    public void Should_be_refused_with_anything_around_it()
    {
        var token = LinkToken.Make(Key, Order, End);

        foreach (var other in new[] { token + "=", token + " ", " " + token, token + token, token + "AAAA" })
            LinkToken.TryRead([Key], other, out _, out _).ShouldBeFalse(other);
    }
}
