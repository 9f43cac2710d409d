using System.Net.Security;
using System.Text;

namespace Microservices.Email.Tests.Support;

/// <summary>One connection to a <see cref="ScriptedSmtpServer"/>.</summary>
internal sealed class SmtpSession(ScriptedSmtpServer server, Stream stream) : IDisposable
{
    private Stream _stream = stream;
    private StreamReader _reader = new(stream, Encoding.UTF8);
    private bool _encrypted;
    private string? _userName;
    private string _from = "";
    private string _to = "";

    public void Dispose() => _reader.Dispose();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await WriteAsync("220 test", cancellationToken);
        while (await _reader.ReadLineAsync(cancellationToken) is { } command)
        {
            server.Commands.Enqueue(command);
            if (!await ReplyAsync(command, cancellationToken))
                return;
        }
    }

    private async Task<bool> ReplyAsync(string command, CancellationToken cancellationToken)
    {
        var verb = command.Split(' ', ':')[0].ToUpperInvariant();
        var answer = server.Answer(command) ?? Usual(verb, command);
        if (answer == ScriptedSmtpServer.HangUp)
            return false;

        await WriteAsync(answer, cancellationToken);
        switch (verb)
        {
            case "STARTTLS" when answer.StartsWith('2'):
                await EncryptAsync(cancellationToken);
                return true;
            case "DATA" when answer.StartsWith('3'):
                return await ReceiveAsync(cancellationToken);
            default:
                return verb != "QUIT";
        }
    }

    private string Usual(string verb, string command)
    {
        switch (verb)
        {
            case "EHLO":
                return Capabilities();
            case "AUTH":
                return LogIn(command);
            case "MAIL":
                _from = Between(command);
                return server.Password is not null && _userName is null ? "530 5.7.0 Authentication required" : "250 2.1.0 Ok";
            case "RCPT":
                _to = Between(command);
                return "250 2.1.5 Ok";
            case "STARTTLS":
                return "220 2.0.0 Ready";
            case "DATA":
                return "354 Go ahead";
            case "QUIT":
                return "221 2.0.0 Bye";
            default:
                return "250 2.0.0 Ok";
        }
    }

    private string Capabilities()
    {
        List<string> lines = ["test", "8BITMIME"];
        if (server.OffersUtf8)
            lines.Add("SMTPUTF8");
        if (server.Certificate is not null && !_encrypted)
            lines.Add("STARTTLS");
        if (server.Password is not null)
            lines.Add("AUTH PLAIN");
        return string.Join("\r\n", lines.Select((line, index) => $"250{(index == lines.Count - 1 ? ' ' : '-')}{line}"));
    }

    private string LogIn(string command)
    {
        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(command.Split(' ')[^1])).Split('\0');
        if (parts[^1] != server.Password)
            return "535 5.7.8 Authentication credentials invalid";
        _userName = parts[^2];
        return "235 2.7.0 Authentication successful";
    }

    private async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        var content = new StringBuilder();
        while (await _reader.ReadLineAsync(cancellationToken) is { } line && line != ScriptedSmtpServer.EndOfData)
            content.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");

        var answer = server.Answer(ScriptedSmtpServer.EndOfData) ?? "250 2.0.0 Ok: queued";
        if (answer == ScriptedSmtpServer.HangUp || answer.StartsWith('2'))
            server.Mails.Enqueue(new ReceivedMail(_from, _to, content.ToString(), _encrypted, _userName));
        if (answer == ScriptedSmtpServer.HangUp)
            return false;
        await WriteAsync(answer, cancellationToken);
        return true;
    }

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(_stream);
        await encrypted.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, cancellationToken);
        _stream = encrypted;
        _reader = new StreamReader(encrypted, Encoding.UTF8);
        _encrypted = true;
    }

    private async Task WriteAsync(string answer, CancellationToken cancellationToken) =>
        await _stream.WriteAsync(Encoding.UTF8.GetBytes($"{answer}\r\n"), cancellationToken);

    private static string Between(string command) => command[(command.IndexOf('<') + 1)..command.IndexOf('>')];
}
