using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microservices.DeadLetters.Archive.Transfer;

/// <summary>How lines are written and read.</summary>
internal static class LineJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
    };
}
