using System.Net;
using Microservices.ServiceDefaults.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.ServiceDefaults.Tests.Hosting;

public sealed class When_many_ask_for_health
{
    private const int Many = 200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_find_out_once_for_all()
    {
        var (checks, gate) = (0, new TaskCompletionSource());
        await using var service = TestService.Build("memory://", builder => builder.Services.AddHealthChecks().AddAsyncCheck("counted", async () =>
        {
            Interlocked.Increment(ref checks);
            await gate.Task;
            return HealthCheckResult.Healthy();
        }));
        await service.StartAsync(Cancellation);
        using var client = service.CreateClient();

        var answers = Enumerable.Range(0, Many).Select(_ => AskAsync(client)).ToList();
        using var first = new CancellationTokenSource();
        var leaving = AskAsync(client, first.Token);
        await first.CancelAsync(); // who leaves takes the answer from nobody
        await leaving.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        gate.SetResult();

        (await Task.WhenAll(answers)).ShouldAllBe(status => status == HttpStatusCode.OK);
        // On a busy machine, the last come more than a second after the first.
        Volatile.Read(ref checks).ShouldBeInRange(1, 3);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, CancellationToken cancellationToken = default)
    {
        using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
        return answer.StatusCode;
    }
}
