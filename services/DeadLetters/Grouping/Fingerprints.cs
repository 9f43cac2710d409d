using System.Security.Cryptography;
using System.Text;

namespace Microservices.DeadLetters.Grouping;

/// <summary>What dead letters of one cause have in common: queue, cause, type of the exception, first own frame, message.</summary>
internal static class Fingerprints
{
    /// <summary>The fingerprint of a dead letter.</summary>
    public static string Of(DeadLetter letter)
    {
        // A unit separator is in none of these, so that two parts never read as another two.
        var text = string.Join('\u001F',
            letter.Queue, letter.Cause, letter.ExceptionType, letter.OwnFrame, letter.MessageType);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
