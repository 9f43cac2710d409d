using Microservices.Testing.Smtp;

namespace Microservices.Chaos.Faults;

/// <summary>What happens with the mail server.</summary>
internal static class MailFaults
{
    private const string EndOfData = ".";
    private static readonly string[] Server = ["mail server"];

    public static IReadOnlyList<FaultKind> Kinds { get; } =
    [
        new("answer slowly", Lane.Lines, Server, SlowAsync),
        new("refuse for now (451)", Lane.Lines, Server, scene => AnswerAsync(scene, EndOfData, new SmtpReply(451, "4.3.0 Try again later"))),
        new("drop the connection instead of an answer", Lane.Lines, Server, scene => AnswerAsync(scene, EndOfData, SmtpReply.Drop)),
        new("accept a mail, then drop the connection", Lane.Lines, Server, scene => AnswerAsync(scene, EndOfData, SmtpReply.AcceptThenDrop)),
        new("greet nobody", Lane.Lines, Server, scene => AnswerAsync(scene, "CONNECT", SmtpReply.Silence)),
    ];

    private static async Task SlowAsync(FaultScene scene)
    {
        scene.Fleet.MailLine.Latency = TimeSpan.FromMilliseconds(50 + 250 * scene.Fault.Strength);
        await scene.HoldAsync(times: 2);
        LineFaults.Recover(scene.Fleet.MailLine);
    }

    private static async Task AnswerAsync(FaultScene scene, string verb, SmtpReply reply)
    {
        var isOn = true;
        scene.Fleet.Mail.Reply(command => Volatile.Read(ref isOn) && command.Verb == verb, reply);
        await scene.HoldAsync();
        Volatile.Write(ref isOn, false);
    }
}
