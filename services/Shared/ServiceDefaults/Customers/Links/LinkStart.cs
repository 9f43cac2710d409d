using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Customers.Links;

/// <summary>Begins to watch the keys at start: one that becomes wrong before the first mail must not stop the mails.</summary>
internal sealed class LinkStart(IServiceProvider provider) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Not by the constructor: settings that are wrong are reported before anything starts.
        provider.GetRequiredService<CustomerLinks>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
