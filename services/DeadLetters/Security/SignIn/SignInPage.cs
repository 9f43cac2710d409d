using System.Net;

namespace Microservices.DeadLetters.Security.SignIn;

/// <summary>The pages of who is not signed in: plain HTML, because the console needs a user.</summary>
internal static class SignInPage
{
    /// <summary>Asks for a key, or leads to the provider.</summary>
    /// <param name="returnUrl">Where it goes on afterwards.</param>
    /// <param name="hasKeys">Whether there are keys.</param>
    /// <param name="hasProvider">Whether there is a provider.</param>
    /// <param name="failure">What went wrong before, if anything.</param>
    public static string Ask(string returnUrl, bool hasKeys, bool hasProvider, string? failure)
    {
        var message = failure is null ? "" : $"""<p class="failure" role="alert">{WebUtility.HtmlEncode(failure)}</p>""";
        var provider = hasProvider
            ? $"""<p><a class="button" href="/sign-in/oidc?returnUrl={Uri.EscapeDataString(returnUrl)}">Sign in with your account</a></p>"""
            : "";
        var form = hasKeys
            ? $"""
                <form method="post" action="/sign-in">
                <input type="hidden" name="returnUrl" value="{WebUtility.HtmlEncode(returnUrl)}">
                <label for="key">API key</label>
                <input id="key" name="key" type="password" required autofocus autocomplete="current-password">
                <button type="submit">Sign in</button>
                </form>
                """
            : "";
        return Page("Sign in", message + provider + form);
    }

    /// <summary>Tells who is signed in and lacks the scope.</summary>
    public static string Denied(string name) => Page("Not allowed", $"""
        <p>{WebUtility.HtmlEncode(name)} is known, but has none of the scopes deadletters.read, deadletters.operate and deadletters.administer.</p>
        <form method="post" action="/sign-out"><button type="submit">Sign out</button></form>
        """);

    private static string Page(string title, string content) => $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}} · Dead letters</title>
        <link rel="icon" type="image/svg+xml" href="/console-files/icon.svg">
        <style>
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        body { display: grid; place-items: center; min-height: 90vh; margin: 0; }
        main { width: min(22rem, 90vw); }
        label, input, button, .button { display: block; width: 100%; box-sizing: border-box; font: inherit; }
        input, button, .button { padding: .6rem; margin: .3rem 0 1rem; border-radius: .3rem; border: 1px solid #888; text-align: center; }
        input { text-align: left; }
        .failure { border-left: .3rem solid #c00; padding-left: .7rem; }
        </style>
        </head>
        <body><main><h1>{{title}}</h1>{{content}}</main></body>
        </html>
        """;
}
