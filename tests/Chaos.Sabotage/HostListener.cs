using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Microservices.Chaos.Sabotage;

/// <summary>Waits for the host to be built, and changes its services just before.</summary>
internal sealed class HostListener : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "HostBuilding", Value: IHostBuilder host })
            host.ConfigureServices(services => Saboteur.Of(Environment.GetEnvironmentVariable("CHAOS_SABOTAGE"))(services));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
