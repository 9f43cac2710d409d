using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Requests;
using Microservices.DeadLetters.Replay.Views;
using Microservices.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.DeadLetters.Tests.Replay.Scenes;

/// <summary>One process of the dead-letter service.</summary>
internal sealed class ReplayHost(WebApplication app)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public WebApplication App => app;

    public async Task<TResult> UseAsync<TService, TResult>(Func<TService, Task<TResult>> use)
        where TService : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<T> QueryAsync<T>(Func<DeadLettersDbContext, Task<T>> query) => UseAsync(query);

    public Task<Guid> CreateAsync(ReplayRequest request, ReplayOperator? actor = null) =>
        UseAsync<ReplayService, Guid>(service => service.CreateAsync(request, actor ?? Scene.Ada, Cancellation));

    public Task<ReplayView> FindAsync(Guid id) =>
        UseAsync<ReplayReader, ReplayView>(async reader => (await reader.FindAsync(id, Scene.Everywhere, Cancellation))!); // it was made

    public Task<IReadOnlyList<ReplayItemView>> ItemsAsync(Guid id) => UseAsync<ReplayReader, IReadOnlyList<ReplayItemView>>(
        async reader => (await reader.ItemsAsync(id, null, 0, 100_000, Scene.Everywhere, Cancellation))!.Items); // it was made

    public Task<ReplayView> WaitForAsync(Guid id, string state, TimeSpan? timeout = null) => Eventually.Reads(
        () => FindAsync(id), view => view.State == state, $"the replay is {state}", timeout, Cancellation);
}
