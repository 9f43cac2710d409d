using Microservices.DeadLetters.Replay;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Microservices.DeadLetters.Components.Support;

/// <summary>What reads and changes dead letters from a page: who looks, a scope for each call, and what went wrong.</summary>
public abstract class ConsolePart : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private bool _isRefreshing;
    private bool _isProblemOfRefresh;

    [Inject]
    private protected TimeProvider Time { get; set; } = null!; // injected, as are the others

    [Inject]
    private protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IServiceScopeFactory ScopeFactory { get; set; } = null!;

    [Inject]
    private ILogger<ConsolePart> Logger { get; set; } = null!;

    [Inject]
    private AuthenticationStateProvider SignIn { get; set; } = null!;

    // Only for being told of a change: it may be older than the sign-in's end.
    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    /// <summary>Who looks; nobody until the first parameters are set.</summary>
    private protected ClaimsPrincipal User { get; private set; } = new(new ClaimsIdentity());

    /// <summary>What went wrong last.</summary>
    private protected Problem? Problem { get; set; }

    /// <summary>Whether something is being read or done.</summary>
    private protected bool IsBusy { get; private set; }

    /// <summary>Cancelled when the page is left.</summary>
    private protected CancellationToken Closed => _closed.Token;

    private protected DateTime Now => Time.GetUtcNow().UtcDateTime;

    private protected bool MayOperate => User.Has(Scopes.DeadLettersOperate);

    private protected bool MayAdminister => User.Has(Scopes.DeadLettersAdminister);

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_closed.IsCancellationRequested)
            _closed.Cancel();
        _closed.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected sealed override async Task OnParametersSetAsync()
    {
        await RunAsync(LoadAsync);
    }

    /// <summary>Reads what the part shows; called again when its address or parameters change.</summary>
    private protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>Asks a service in a scope of its own: a page lives long, and asks for several things at once.</summary>
    private protected async Task<T> AskAsync<TService, T>(Func<TService, Task<T>> ask)
        where TService : notnull
    {
        await using var scope = ScopeFactory.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <inheritdoc cref="AskAsync{TService, T}"/>
    private protected Task AskAsync<TService>(Func<TService, Task> ask)
        where TService : notnull => AskAsync(async (TService service) =>
    {
        await ask(service);
        return true;
    });

    /// <summary>Does something, if the caller may look, and turns what goes wrong into <see cref="Problem"/>.</summary>
    /// <returns>Whether it worked.</returns>
    private protected async Task<bool> RunAsync(Func<Task> action)
    {
        IsBusy = true;
        Problem = null;
        Problem = await TryAsync(action);
        IsBusy = false;
        return Problem is null;
    }

    /// <summary>Reads again what nobody asked for: nothing is disabled meanwhile, and what was told before stays.</summary>
    private protected async Task RefreshAsync(Func<Task> read)
    {
        if (IsBusy || _isRefreshing)
            return;

        _isRefreshing = true;
        var problem = await TryAsync(read);
        _isRefreshing = false;
        if (problem is not null || _isProblemOfRefresh)
            Problem = problem;
        _isProblemOfRefresh = problem is not null;
    }

    private async Task<Problem?> TryAsync(Func<Task> action)
    {
        try
        {
            await RequireAsync(Scopes.DeadLettersRead);
            await action();
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // The page was left: nobody waits for it.
        }
#pragma warning disable CA1031 // Whatever it was, the page stays usable and says so; what is not expected is logged.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (Problem.Of(exception) is { } known)
                return known;

            Logger.ConsoleFailed(exception, GetType().Name);
            return Problem.Unexpected;
        }

        return null;
    }

    /// <summary>Refuses who has not the scope: a disabled button is no protection.</summary>
    /// <exception cref="ReplayDeniedException">The scope is missing, or the sign-in is no longer valid.</exception>
    private protected async Task RequireAsync(string scope)
    {
        User = Authentication is null ? new(new ClaimsIdentity()) : (await SignIn.GetAuthenticationStateAsync()).User;
        if (!User.Has(scope))
            throw new ReplayDeniedException($"This takes the scope {scope}. If you had it, sign in again.");
    }
}
