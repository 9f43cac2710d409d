using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Microservices.Browser.Tests.Browsing;

/// <summary>A window with the console, and all that its page complained of.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();
    private int _pictures;

    public Window(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Keep(message.Type == "error", $"{message.Text} ({message.Location})");
        page.PageError += (_, error) => Keep(true, error);
    }

    /// <summary>What it shows.</summary>
    public IPage Page { get; }

    /// <summary>The page's heading.</summary>
    public ILocator Heading => Page.Locator("h1");

    /// <summary>The dialog that is open.</summary>
    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    /// <summary>The rows of a table that hold a text.</summary>
    public ILocator Rows(string text) => Page.Locator("tr[data-row]", new PageLocatorOptions { HasText = text });

    /// <summary>A button by what it says first.</summary>
    public ILocator Button(string text) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = text });

    /// <summary>Signs in from the page that asked for it.</summary>
    public async Task SignInAsync(string key)
    {
        await Page.GetByLabel("API key").FillAsync(key);
        await Button("Sign in").ClickAsync();
    }

    /// <summary>Writes what the window shows into the folder <c>TEST_SCREENSHOTS</c>, where that is given.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("TEST_SCREENSHOTS") is not { Length: > 0 } folder)
            return;

        _pictures++;
        await Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(folder, $"{_pictures:00}-{name}.png"),
            Animations = ScreenshotAnimations.Disabled,
        });
    }

    /// <summary>Fails when a script failed, a file was missing, or a policy stopped something.</summary>
    public void ShouldHaveNoComplaints() => _complaints.ShouldBeEmpty();

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Keep(bool isComplaint, string text)
    {
        if (isComplaint)
            _complaints.Enqueue(text);
    }
}
