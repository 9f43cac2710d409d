using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Microservices.ServiceDefaults.Messaging.Reading;

/// <summary>Texts and names of members in JSON, which may hold half of a surrogate pair as an escape: that is no text.</summary>
internal static class JsonText
{
    /// <summary>A text, or <see langword="null"/> if it is none in Unicode.</summary>
    /// <param name="value">A string.</param>
    public static string? Of(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // the caller names the member
        }
    }

    /// <summary>The name of a member, or <see langword="null"/> if it is no text in Unicode.</summary>
    /// <param name="member">The member.</param>
    public static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null; // the caller shows it as it was written
        }
    }

    /// <summary>The breach of a member whose name is no text.</summary>
    public static Breach WrongName(JsonProperty member) =>
        Breach.Of(null, "must be a name in valid Unicode").Inside(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(member)));
}
