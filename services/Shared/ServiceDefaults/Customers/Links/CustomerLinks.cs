using System.Text;
using Microservices.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microservices.ServiceDefaults.Customers.Links;

/// <summary>Makes links for customers, and reads those that customers bring.</summary>
public sealed class CustomerLinks : IDisposable
{
    /// <summary>Path of the page with the order.</summary>
    public const string OrderPath = "/my/order";

    /// <summary>Path of the invoice's PDF.</summary>
    public const string InvoicePath = "/my/invoice";

    /// <summary>
    /// The parameter with the token. Traces redact the values of parameters
    /// (https://opentelemetry.io/docs/specs/semconv/http/http-spans/), and not those of paths.
    /// </summary>
    public const string Parameter = "link";

    private readonly TimeProvider _timeProvider;
    private readonly IDisposable _reload;
    private volatile Setting _setting = new(new CustomerLinksOptions());

    internal CustomerLinks(ReloadedSettings<CustomerLinksOptions> settings, IConfiguration configuration, TimeProvider timeProvider,
        ILogger<CustomerLinks> logger)
    {
        _timeProvider = timeProvider;
        _reload = settings.Watch(CustomerLinksOptions.SectionName, options => _setting = new Setting(options), exception =>
        {
            // As for API keys: no key that was taken away stays valid for a mistake in another one.
            var stated = configuration.GetSection($"{CustomerLinksOptions.SectionName}:{nameof(CustomerLinksOptions.Keys)}").GetChildren()
                .Select(key => key.Value).ToHashSet();
            _setting = _setting.Only(stated);
            logger.LinkKeysRefused(string.Join(" ", exception.Failures));
        });
    }

    /// <summary>Makes the link of an order.</summary>
    /// <param name="orderId">The order.</param>
    /// <returns>The link; null when the service has no key.</returns>
    public CustomerLink? For(Guid orderId)
    {
        var setting = _setting;
        if (setting.Keys is not [var key, ..])
            return null;

        var lastDay = DateOnly.FromDateTime((_timeProvider.GetUtcNow() + setting.Options.Lifetime).UtcDateTime);
        var end = new DateTimeOffset(lastDay.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        var query = $"?{Parameter}={LinkToken.Make(key, orderId, end)}";
        var address = setting.Options.Address!.TrimEnd('/'); // validated
        return new CustomerLink(new Uri(address + OrderPath + query), new Uri(address + InvoicePath + query), lastDay);
    }

    /// <summary>Reads the token of a link.</summary>
    /// <param name="token">The token that the customer brought.</param>
    /// <param name="reason">Why it gives no order, for the log.</param>
    /// <returns>The order that the holder may see; null for none.</returns>
    internal Guid? Read(string token, out string reason)
    {
        var setting = _setting;
        reason = setting.Keys.Count == 0 ? "There are no keys for links." : "The link is not signed by a key of today.";
        if (!LinkToken.TryRead(setting.Keys, token, out var orderId, out var end))
            return null;

        reason = $"The link of order {orderId} ended at {end:u}.";
        return _timeProvider.GetUtcNow() < end ? orderId : null;
    }

    /// <inheritdoc />
    public void Dispose() => _reload.Dispose();

    private sealed record Setting(CustomerLinksOptions Options)
    {
        public IReadOnlyList<byte[]> Keys { get; private init; } = Read(Options.Keys);

        public Setting Only(IReadOnlySet<string?> stated) => this with { Keys = Read(Options.Keys.Where(stated.Contains)) };

        private static IReadOnlyList<byte[]> Read(IEnumerable<string> keys) => [.. keys.Select(key => Encoding.UTF8.GetBytes(key.Trim()))];
    }
}
