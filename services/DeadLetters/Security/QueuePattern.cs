using System.IO.Enumeration;

namespace Microservices.DeadLetters.Security;

/// <summary>Names of queues with <c>*</c> for any text.</summary>
internal static class QueuePattern
{
    /// <summary>Whether the queue's name is of the pattern, by exact case.</summary>
    public static bool Matches(string pattern, string queue) =>
        FileSystemName.MatchesSimpleExpression(pattern, queue, ignoreCase: false);
}
