using System.Collections.Concurrent;
using Microservices.Email.Sending;

namespace Microservices.Email.Tests.Support;

/// <summary>A sender whose end a test decides: it takes the mail, then does what the script says.</summary>
internal sealed class FaultyEmailSender : IEmailSender
{
    public ConcurrentQueue<ConfirmationMail> Taken { get; } = [];

    /// <summary>Runs after a mail was taken, with how many were taken so far.</summary>
    public Func<int, Task> Then { get; set; } = _ => Task.CompletedTask;

    public async Task<string> SendAsync(ConfirmationMail mail, CancellationToken cancellationToken)
    {
        Taken.Enqueue(mail);
        await Then(Taken.Count);
        return "250 taken";
    }
}
