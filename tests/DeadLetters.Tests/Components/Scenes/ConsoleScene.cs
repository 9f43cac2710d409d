using Bunit;
using Bunit.TestDoubles;
using Microservices.DeadLetters.Archive;
using Microservices.DeadLetters.Components.Support;
using Microservices.DeadLetters.Querying.Views;
using Microservices.DeadLetters.Reading.Groups;
using Microservices.DeadLetters.Reading.Letters;
using Microservices.DeadLetters.Reading.Queues;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Tests.Reading.Scenes;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;

namespace Microservices.DeadLetters.Tests.Components.Scenes;

/// <summary>Pages of the console before somebody, with the whole service behind them.</summary>
internal sealed class ConsoleScene : IAsyncDisposable
{
    private readonly BunitContext _context = new();

    private ConsoleScene(ReadingScene service, Visitor visitor)
    {
        (Service, Visitor) = (service, visitor);
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        _context.Services.AddCascadingAuthenticationState();
        _context.Services.AddSingleton<AuthenticationStateProvider>(visitor);
        _context.Services.AddAuthorizationCore(authorization => authorization.AddPolicy(
            Scopes.DeadLettersRead, policy => policy.RequireClaim(Callers.ScopeClaim, Scopes.DeadLettersRead)));
        // bUnit has its own, which refuse to work.
        _context.Services.AddSingleton<IAuthorizationService, DefaultAuthorizationService>();
        _context.Services.AddSingleton<IAuthorizationPolicyProvider, DefaultAuthorizationPolicyProvider>();
        _context.Services.AddMudServices();
        _context.Services.AddSingleton(service.Services.GetRequiredService<TimeProvider>());
        _context.Services.AddScoped(_ => service.Services.CreateScope());
        Take<GroupReader>();
        Take<GroupEditor>();
        Take<LetterReader>();
        Take<OverviewReader>();
        Take<SavedViews>();
        Take<ReplayService>();
        Take<ArchiveService>();
        _context.Services.AddOptions<ConsoleOptions>();
    }

    public ReadingScene Service { get; }

    public Visitor Visitor { get; }

    /// <summary>Whether the browser was told to load a page anew, which ends the circuit.</summary>
    public bool HasLoadedAnew => _context.Services.GetRequiredService<BunitNavigationManager>().History.Any(entry => entry.Options.ForceLoad);

    /// <summary>Starts the service, with a page before somebody.</summary>
    public static async Task<ConsoleScene> CreateAsync(string scope = Scopes.DeadLettersRead, params string[] queues)
    {
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(10); // the machine may have other work
        return new ConsoleScene(await ReadingScene.CreateAsync(onPostgres: false), new Visitor(scope, queues is [] ? ["*"] : queues));
    }

    public void GoTo(string address) => _context.Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    /// <summary>Shows a page until it has read what it shows.</summary>
    public IRenderedComponent<TPage> Show<TPage>(Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null)
        where TPage : IComponent
    {
        var page = _context.Render(parameters);
        page.WaitForElement("h1");
        return page;
    }

    /// <summary>What a page shows when it has nothing more to read.</summary>
    public string Markup<TPage>(Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null)
        where TPage : IComponent
    {
        var page = _context.Render(parameters);
        page.WaitForState(() => page.Markup.Contains("takes the scope", StringComparison.Ordinal) || page.Markup.Contains("alpha", StringComparison.Ordinal));
        return page.Markup;
    }

    /// <summary>Where dialogs show up.</summary>
    public IRenderedComponent<MudDialogProvider> ShowDialogs() => _context.Render<MudDialogProvider>();

    /// <summary>Lets the time pass after which pages look again.</summary>
    public void LetPagesLookAgain() =>
        ((FakeTimeProvider)Service.Services.GetRequiredService<TimeProvider>()).Advance(TimeSpan.FromSeconds(5));

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await Service.DisposeAsync();
    }

    // A container cannot be given another one's scopes: what pages ask for comes from there one by one.
    private void Take<T>()
        where T : class => _context.Services.AddScoped(
        services => services.GetRequiredService<IServiceScope>().ServiceProvider.GetRequiredService<T>());
}
