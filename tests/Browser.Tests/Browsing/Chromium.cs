using Microsoft.Playwright;

namespace Microservices.Browser.Tests.Browsing;

/// <summary>
/// The browser that is installed here: <c>TEST_CHROMIUM</c>, else Debian's. None is ever downloaded; <c>tests/run</c> leaves this
/// project out where there is none.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Variable = "TEST_CHROMIUM";
    private const string DebianPath = "/usr/bin/chromium";
    private const float PatienceInMilliseconds = 30_000; // the machine may be busy
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : DebianPath;
        File.Exists(path).ShouldBeTrue($"There is no {path}: install chromium, or name one in {Variable}.");
        Assertions.SetDefaultExpectTimeout(PatienceInMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path });
    }

    /// <summary>Opens a window that shares nothing with others.</summary>
    /// <param name="address">The console's address.</param>
    internal async Task<Window> OpenAsync(Uri address)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions // opened before the tests run
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = 1400, Height = 900 },
        });
        context.SetDefaultTimeout(PatienceInMilliseconds);
        return new Window(context, await context.NewPageAsync());
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
