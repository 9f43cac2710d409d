using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Querying.Translation;
using Microservices.DeadLetters.Reading.Masking;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Publishing;
using Microservices.DeadLetters.Replay.Worker;
using Microservices.Model.Tests.Simulation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microservices.Model.Tests.Replay;

/// <summary>A process of the dead-letter service, with what replays need of it.</summary>
internal sealed class ReplayProcess : IAsyncDisposable
{
    private readonly SimulatedProcess _process = new();
    private readonly ModelTarget _target;
    private readonly ServiceProvider _services;

    public ReplayProcess(ModelDatabase database, ReplayOptions settings, TimeProvider time, Action<long> enqueue)
    {
        _target = new ModelTarget(_process, enqueue);
        _services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton(time)
            .AddSingleton(Options.Create(settings))
            .AddDbContext<DeadLettersDbContext>(options =>
            {
                database.Use(options);
                options.UseSnakeCaseNamingConvention().AddInterceptors(new DatabaseSteps(_process), new DatabaseTime(time));
            })
            .AddSingleton<IReplayTarget>(_target)
            .AddSingleton<ILetterSelector, QueryLetterSelector>()
            .AddSingleton<ReplayMetrics>()
            .AddSingleton(new Masker(Options.Create(new MaskingOptions()))).AddScoped<ReplayService>().AddScoped<ReplayControl>().AddScoped<ReplayOutcome>()
            .AddScoped<ReplayProgress>().AddScoped<ReplayMessageReader>().AddScoped<ReplayStep>()
            .BuildServiceProvider();
        _process.Start();
    }

    /// <summary>
    /// Makes a worker's step; a process that is killed in it is started again. Returns what was sent and cannot be known to have
    /// been: it may be sent once more.
    /// </summary>
    public async Task<IReadOnlyList<long>> StepAsync(Guid replay, WorkerStep work, Turns? turns = null)
    {
        _target.Begin(work.Fates);
        _process.Start(work.KilledAfter, turns);
        try
        {
            await UseAsync((ReplayStep step) => step.RunAsync(replay, CancellationToken.None));
        }
        catch (Exception) when (_process.IsKilled)
        {
            // The test of it follows.
        }

        IReadOnlyList<long> excused = _process.IsKilled ? [.. _target.Known, .. _target.Unknown] : [.. _target.Unknown];
        _process.Start();
        return excused;
    }

    public async Task<T> UseAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
