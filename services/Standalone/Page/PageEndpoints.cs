using System.Net.Mime;
using Microservices.Email.Data;
using Microservices.Email.Sending;
using Microservices.Email.Sending.Files;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Microservices.Standalone.Page;

/// <summary>The page at <c>/</c>, what it shows live, and the mails as a reader sees them.</summary>
internal static class PageEndpoints
{
    // A mail's content is data from outside: it may show itself and nothing else.
    private const string MailPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    internal static void MapPage(this WebApplication app)
    {
        var page = app.MapGroup("").OpenToAll().AsPage().ExcludeFromDescription();
        page.MapGet("/", () => Asset("index.html", MediaTypeNames.Text.Html));
        page.MapGet("/page.css", () => Asset("page.css", MediaTypeNames.Text.Css));
        page.MapGet("/page.js", () => Asset("page.js", MediaTypeNames.Text.JavaScript));

        var group = app.MapGroup("").RequireScope(Scopes.OrdersRead).WithTags("Standalone");
        group.MapGet("/board", (BoardReader board, CancellationToken cancellationToken) => board.ReadAsync(cancellationToken))
            .WithName("GetBoard").WithSummary("The latest orders and what happened to each");
        group.MapGet("/board/live", Watch).WithName("WatchBoard")
            .WithSummary("The same as server-sent events, one for each change");
        group.MapGet("/mails/{orderId:guid}", ShowMailAsync).AsPage(MailPolicy).WithName("ShowMail").WithSummary("The confirmation of an order as its reader sees it");
        group.MapGet("/mails/{orderId:guid}.eml", DownloadMail).WithName("DownloadMail").WithSummary("The confirmation of an order as sent");
        group.MapGet("/mails/{orderId:guid}/invoice", ShowInvoiceMailAsync).AsPage(MailPolicy).WithName("ShowInvoiceMail")
            .WithSummary("The mail with the invoice as its reader sees it, without the PDF");
        group.MapGet("/mails/{orderId:guid}/invoice.eml", DownloadInvoiceMail).WithName("DownloadInvoiceMail")
            .WithSummary("The mail with the invoice as sent");
    }

    private static ServerSentEventsResult<Board> Watch(BoardReader board, IHostApplicationLifetime lifetime,
        HttpContext context)
    {
        // A page that is left open must not hold up the end of the process.
        var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.RegisterForDispose(ended);
        return TypedResults.ServerSentEvents(board.WatchAsync(ended.Token));
    }

    private static FileStreamHttpResult Asset(string name, string contentType)
    {
        var stream = typeof(PageEndpoints).Assembly.GetManifestResourceStream($"page/{name}")
            ?? throw new InvalidOperationException($"The page's {name} is not embedded.");
        return TypedResults.Stream(stream, $"{contentType}; charset=utf-8");
    }

    private static Task<Results<ContentHttpResult, ProblemHttpResult>> ShowMailAsync(Guid orderId, MailFiles files,
        IOptions<EmailOptions> email, CancellationToken cancellationToken) =>
        ShowAsync(MailKind.Confirmation, orderId, files, email, cancellationToken);

    private static Task<Results<ContentHttpResult, ProblemHttpResult>> ShowInvoiceMailAsync(Guid orderId, MailFiles files,
        IOptions<EmailOptions> email, CancellationToken cancellationToken) =>
        ShowAsync(MailKind.Invoice, orderId, files, email, cancellationToken);

    private static Results<PhysicalFileHttpResult, ProblemHttpResult> DownloadMail(Guid orderId, MailFiles files,
        IOptions<EmailOptions> email) => Download(MailKind.Confirmation, orderId, files, email);

    private static Results<PhysicalFileHttpResult, ProblemHttpResult> DownloadInvoiceMail(Guid orderId, MailFiles files,
        IOptions<EmailOptions> email) => Download(MailKind.Invoice, orderId, files, email);

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ShowAsync(MailKind kind, Guid orderId, MailFiles files,
        IOptions<EmailOptions> email, CancellationToken cancellationToken)
    {
        var path = files.PathOf(kind, orderId);
        if (!File.Exists(path))
            return NoMail(orderId, email.Value);

        using var mail = await MimeMessage.LoadAsync(path, cancellationToken);
        return TypedResults.Content(mail.HtmlBody ?? mail.TextBody, "text/html; charset=utf-8");
    }

    private static Results<PhysicalFileHttpResult, ProblemHttpResult> Download(MailKind kind, Guid orderId, MailFiles files,
        IOptions<EmailOptions> email)
    {
        var path = files.PathOf(kind, orderId);
        if (!File.Exists(path))
            return NoMail(orderId, email.Value);

        return TypedResults.PhysicalFile(path, "message/rfc822", Path.GetFileName(path));
    }

    private static ProblemHttpResult NoMail(Guid orderId, EmailOptions email) => TypedResults.Problem(
        email.Transport == EmailTransport.Files
            ? $"There is no such mail of order {orderId} yet."
            : $"Mails leave by {email.Transport} here, as Email__Transport says, and no copy is kept.", statusCode: StatusCodes.Status404NotFound, title: "No mail");
}
