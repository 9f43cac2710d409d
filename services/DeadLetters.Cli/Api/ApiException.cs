using System.Net;

namespace Microservices.DeadLetters.Cli.Api;

/// <summary>The service refused, or could not do, what was asked.</summary>
internal sealed class ApiException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="message">What the service said.</param>
    /// <param name="column">Where a query is wrong, from 1, when that is the problem.</param>
    public ApiException(HttpStatusCode status, string message, int? column = null) : base(message)
    {
        Status = status;
        Column = column;
    }

    /// <summary>HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>Where a query is wrong, from 1.</summary>
    public int? Column { get; }
}
