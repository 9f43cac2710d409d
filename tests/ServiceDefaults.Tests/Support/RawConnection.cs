using System.Net.Sockets;
using System.Text;

namespace Microservices.ServiceDefaults.Tests.Support;

/// <summary>Sends bytes as they are, as no HTTP client would.</summary>
internal sealed class RawConnection(Uri address) : IDisposable
{
    private readonly TcpClient _client = new(address.Host, address.Port);

    public Task SendAsync(string text, CancellationToken cancellationToken) =>
        _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken).AsTask();

    /// <summary>Reads until the service closes the connection.</summary>
    public async Task<string> ReadToEndAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(_client.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    public void Dispose() => _client.Dispose();
}
