using System.Net.Sockets;
using System.Security.Authentication;
using Microservices.ServiceDefaults.Messaging;
using RabbitMQ.Client.Exceptions;

namespace Microservices.ServiceDefaults.Health;

/// <summary>Says what keeps a service from the broker, and what to do about it.</summary>
internal static class BrokerProblem
{
    // https://www.rabbitmq.com/amqp-0-9-1-reference#constants
    private const int AccessRefused = 403;
    private const int PreconditionFailed = 406;
    private const int NotAllowed = 530;

    /// <summary>Whether somebody has to change something first: trying again will fail in the same way.</summary>
    /// <param name="exception">What the client threw, if anything.</param>
    public static bool IsLasting(Exception? exception) => Causes(exception).Any(cause => cause
        is AuthenticationFailureException or PossibleAuthenticationFailureException or AuthenticationException
        or OperationInterruptedException
        { ShutdownReason.ReplyCode: AccessRefused or PreconditionFailed or NotAllowed });

    /// <summary>One sentence or two, without a password.</summary>
    /// <param name="exception">What the client threw, if anything.</param>
    /// <param name="connection">What it was to connect to.</param>
    /// <param name="certificate">Knows more of a refused certificate than the exception does.</param>
    public static string Describe(Exception? exception, BrokerConnection connection, BrokerCertificate certificate)
    {
        var causes = Causes(exception).ToList();
        var interrupted = causes.OfType<OperationInterruptedException>().FirstOrDefault();
        var code = interrupted?.ShutdownReason?.ReplyCode;
        var text = interrupted?.ShutdownReason?.ReplyText;
        return (causes, code) switch
        {
            ({ } all, _) when all.Any(cause => cause is AuthenticationFailureException or PossibleAuthenticationFailureException) =>
                $"The broker {connection} refuses user {connection.UserName}: check {BrokerConnection.PasswordKey},"
                + " or the user's password in the broker.",
            ({ } all, _) when all.OfType<AuthenticationException>().FirstOrDefault() is { } tls =>
                certificate.Problem ?? $"The broker's certificate is refused: {tls.Message} Its authority's certificate must be trusted here"
                + " (SSL_CERT_FILE names the file), and it must be valid and bear the host's name.",
            (_, NotAllowed) => $"The broker {connection} does not let user {connection.UserName} use the virtual host"
                + $" {connection.VirtualHost}: {text}",
            (_, AccessRefused) => $"User {connection.UserName} lacks a permission in the broker: {text}",
            (_, PreconditionFailed) => "A queue or exchange exists with other arguments than this version declares:"
                + $" {text} Delete it when it is empty.",
            ({ } all, _) when all.OfType<SocketException>().LastOrDefault() is { } socket =>
                $"The broker {connection} cannot be reached: {socket.Message}.",
            ([.., { } last], _) => $"The broker {connection} cannot be used: {last.Message}",
            _ => $"The broker {connection} cannot be used."
        };
    }

    private static IEnumerable<Exception> Causes(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
            if (exception is AggregateException { InnerExceptions.Count: > 1 } several)
            {
                foreach (var cause in several.InnerExceptions.Skip(1).SelectMany(Causes))
                    yield return cause;
            }
        }
    }
}
