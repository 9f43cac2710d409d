using System.Globalization;

namespace Microservices.DeadLetters.Cli.Api;

/// <summary>Puts addresses together.</summary>
internal static class ApiPath
{
    /// <summary>A path with query parameters; those without a value are left out.</summary>
    internal static string With(string path, IEnumerable<(string Name, object? Value)> parameters)
    {
        var given = parameters
            .Select(parameter => (parameter.Name, Value: Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)))
            .Where(parameter => !string.IsNullOrEmpty(parameter.Value))
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"); // not null: filtered above
        var query = string.Join('&', given);
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    /// <summary>A path whose last part is a name that may hold anything.</summary>
    internal static string Below(string path, string name) => $"{path}/{Uri.EscapeDataString(name)}";
}
