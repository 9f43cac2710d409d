using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Microservices.Testing.Smtp;

/// <summary>One client's conversation with the <see cref="SmtpCatcher"/>.</summary>
internal sealed class SmtpSession(SmtpCatcher catcher, TcpClient client) : IDisposable
{
    private readonly List<string> _recipients = [];
    private SmtpLines _lines = new(client.GetStream());
    private string? _from;
    private string? _user;
    private bool _encrypted;

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var goesOn = await AnswerAsync("CONNECT", "", new SmtpReply(220, "localhost ESMTP"), cancellationToken);
            while (goesOn && await _lines.ReadAsync(cancellationToken) is { } line)
            {
                goesOn = await HandleAsync(Encoding.UTF8.GetString(line), cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException
            or OperationCanceledException or AuthenticationException)
        {
            // The client has gone, or has refused our certificate: nobody is left to answer.
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose() => client.Dispose();

    /// <returns>Whether the conversation goes on.</returns>
    private async Task<bool> HandleAsync(string line, CancellationToken cancellationToken)
    {
        var parts = line.Split(' ', 2);
        var (verb, argument) = (parts[0].ToUpperInvariant(), parts.Length > 1 ? parts[1] : "");
        switch (verb)
        {
            case "EHLO" or "HELO":
                Reset();
                return await AnswerAsync(verb, argument, Greeting(verb), cancellationToken);
            case "STARTTLS" when catcher.Certificate is not null && !_encrypted:
                return await AnswerAsync(verb, argument, new SmtpReply(220, "2.0.0 Ready to start TLS"), cancellationToken)
                    && await EncryptAsync(cancellationToken);
            case "AUTH" when catcher.Options.User is not null:
                return await LogInAsync(argument, cancellationToken);
            case "MAIL":
                return await TakeSenderAsync(Address(argument), cancellationToken);
            case "RCPT":
                return await TakeRecipientAsync(Address(argument), cancellationToken);
            case "DATA":
                return await TakeDataAsync(cancellationToken);
            case "RSET":
                Reset();
                return await AnswerAsync(verb, argument, new SmtpReply(250, "2.0.0 Reset"), cancellationToken);
            case "NOOP":
                return await AnswerAsync(verb, argument, new SmtpReply(250, "2.0.0 OK"), cancellationToken);
            case "QUIT":
                await AnswerAsync(verb, argument, new SmtpReply(221, "2.0.0 Bye"), cancellationToken);
                return false;
            default:
                return await AnswerAsync(verb, argument, new SmtpReply(502, "5.5.1 Unknown command"), cancellationToken);
        }
    }

    private SmtpReply Greeting(string verb)
    {
        if (verb == "HELO")
        {
            return new SmtpReply(250, "localhost");
        }

        List<string> extensions = ["localhost", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES", "SIZE 52428800"];
        if (catcher.Certificate is not null && !_encrypted)
        {
            extensions.Add("STARTTLS");
        }

        if (catcher.Options.User is not null)
        {
            extensions.Add("AUTH PLAIN LOGIN");
        }

        return new SmtpReply(250, string.Join('\n', extensions));
    }

    private async Task<bool> EncryptAsync(CancellationToken cancellationToken)
    {
        var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = catcher.Certificate }, cancellationToken);
        _lines = new SmtpLines(tls);
        _encrypted = true;
        Reset();
        return true;
    }

    private async Task<bool> LogInAsync(string argument, CancellationToken cancellationToken)
    {
        var parts = argument.Split(' ', 2);
        var mechanism = parts[0].ToUpperInvariant();
        var initial = parts.Length > 1 ? parts[1] : null;
        string user, password;
        switch (mechanism)
        {
            case "PLAIN":
                var fields = Decode(initial ?? await AskAsync("", cancellationToken)).Split('\0');
                (user, password) = fields.Length == 3 ? (fields[1], fields[2]) : ("", "");
                break;
            case "LOGIN":
                user = Decode(initial ?? await AskAsync("Username:", cancellationToken));
                password = Decode(await AskAsync("Password:", cancellationToken));
                break;
            default:
                return await AnswerAsync("AUTH", mechanism, new SmtpReply(504, "5.5.4 Mechanism"), cancellationToken);
        }

        var accepted = user == catcher.Options.User && password == catcher.Options.Password;
        _user = accepted ? user : null;
        var usual = accepted
            ? new SmtpReply(235, "2.7.0 Authentication successful")
            : new SmtpReply(535, "5.7.8 Authentication credentials invalid");
        return await AnswerAsync("AUTH", mechanism, usual, cancellationToken);
    }

    private async Task<bool> TakeSenderAsync(string address, CancellationToken cancellationToken)
    {
        var usual = catcher.Options.RequiresLogin && _user is null
            ? new SmtpReply(530, "5.7.0 Authentication required")
            : new SmtpReply(250, "2.1.0 OK");
        var reply = catcher.FindReply(new SmtpCommand("MAIL", address, _from, [.. _recipients])) ?? usual;
        if (reply.Accepts)
        {
            _from = address;
        }

        return await SendAsync(reply, cancellationToken);
    }

    private async Task<bool> TakeRecipientAsync(string address, CancellationToken cancellationToken)
    {
        var usual = _from is null ? new SmtpReply(503, "5.5.1 MAIL first") : new SmtpReply(250, "2.1.5 OK");
        var reply = catcher.FindReply(new SmtpCommand("RCPT", address, _from, [.. _recipients])) ?? usual;
        if (reply.Accepts)
        {
            _recipients.Add(address);
        }

        return await SendAsync(reply, cancellationToken);
    }

    private async Task<bool> TakeDataAsync(CancellationToken cancellationToken)
    {
        var usual = _recipients.Count == 0
            ? new SmtpReply(503, "5.5.1 RCPT first")
            : new SmtpReply(354, "End data with <CR><LF>.<CR><LF>");
        var reply = catcher.FindReply(new SmtpCommand("DATA", "", _from, [.. _recipients])) ?? usual;
        if (!await SendAsync(reply, cancellationToken) || reply.Code != 354)
        {
            return !reply.Drops;
        }

        var data = await _lines.ReadDataAsync(cancellationToken);
        if (data is null)
        {
            return false;
        }

        var mail = new SmtpMail(_from ?? "", [.. _recipients], data, _user, _encrypted);
        var end = catcher.FindReply(new SmtpCommand(".", "", _from, [.. _recipients]))
            ?? new SmtpReply(250, "2.0.0 Queued");
        Reset();
        if (end.Accepts)
        {
            catcher.Keep(mail);
        }

        return await SendAsync(end, cancellationToken);
    }

    private void Reset()
    {
        _from = null;
        _recipients.Clear();
    }

    private async Task<string> AskAsync(string prompt, CancellationToken cancellationToken)
    {
        var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(prompt));
        await SendAsync(new SmtpReply(334, encoded), cancellationToken);
        return Encoding.ASCII.GetString(await _lines.ReadAsync(cancellationToken) ?? []);
    }

    private Task<bool> AnswerAsync(string verb, string argument, SmtpReply usual, CancellationToken cancellationToken) =>
        SendAsync(catcher.FindReply(new SmtpCommand(verb, argument, _from, [.. _recipients])) ?? usual,
            cancellationToken);

    /// <returns>Whether the conversation goes on.</returns>
    private async Task<bool> SendAsync(SmtpReply reply, CancellationToken cancellationToken)
    {
        if (reply.Drops)
        {
            return false;
        }

        if (!reply.IsSilent)
        {
            await _lines.WriteAsync(reply, cancellationToken);
        }

        // 421 is the server's good-bye: it closes the connection after it (RFC 5321, 3.8).
        return reply.Code != 421;
    }

    private static string Decode(string base64)
    {
        var buffer = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, buffer, out var length)
            ? Encoding.UTF8.GetString(buffer, 0, length)
            : "";
    }

    private static string Address(string argument)
    {
        var (start, end) = (argument.IndexOf('<', StringComparison.Ordinal), argument.IndexOf('>', StringComparison.Ordinal));
        return start >= 0 && end > start ? argument[(start + 1)..end] : argument;
    }
}
