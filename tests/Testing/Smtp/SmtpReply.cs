namespace Microservices.Testing.Smtp;

/// <summary>What the <see cref="SmtpCatcher"/> answers to one command.</summary>
public sealed record SmtpReply
{
    /// <summary>Closes the connection without an answer; at the end of the data the mail counts as not taken.</summary>
    public static readonly SmtpReply Drop = new(0, "") { Drops = true };

    /// <summary>At the end of the data: takes the mail, then closes the connection without an answer.</summary>
    public static readonly SmtpReply AcceptThenDrop = new(250, "") { Drops = true };

    /// <summary>Never answers; the connection stays open until the client or the catcher closes it.</summary>
    public static readonly SmtpReply Silence = new(0, "") { IsSilent = true };

    /// <summary>Answers with a code and a text.</summary>
    /// <param name="code">The reply code: 2xx and 3xx accept, 4xx is transient, 5xx permanent (RFC 5321).</param>
    /// <param name="text">The text; several lines are separated by line feeds.</param>
    public SmtpReply(int code, string text)
    {
        Code = code;
        Text = text;
    }

    /// <summary>The reply code.</summary>
    public int Code { get; }

    /// <summary>The reply's text.</summary>
    public string Text { get; }

    internal bool Drops { get; private init; }

    internal bool IsSilent { get; private init; }

    internal bool Accepts => Code is >= 200 and < 400;
}
