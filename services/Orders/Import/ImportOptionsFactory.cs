using System.Globalization;
using System.Text.RegularExpressions;
using Contracts.Rules;
using Microsoft.Extensions.Options;

namespace Microservices.Orders.Import;

/// <summary>Makes the options of one import out of the settings and what the caller overrides.</summary>
internal sealed partial class ImportOptionsFactory(IOptions<ImportSettings> settings)
{
    private const string MapPrefix = "map.";
    private static readonly string[] Parameters =
    [
        "currency", "timeZone", "dateFormat", "orderNumbers", "unitPriceDecimals", "discountUnit", "customerName", "customerEmail",
        "locale", "prices",
    ];

    private static readonly string[] Placeholders = [ImportColumns.CustomerId, ImportColumns.InvoiceNo,
        ImportColumns.Country];

    /// <summary>The options of an import that overrides nothing.</summary>
    /// <param name="format">How the file is written.</param>
    internal ImportOptions Create(ImportFormat format) => Read(settings.Value, format, _ => null, [], []);

    /// <summary>The options of an import that overrides some.</summary>
    /// <param name="format">How the file is written.</param>
    /// <param name="query">The overrides.</param>
    /// <param name="errors">Receives what is wrong, by parameter.</param>
    internal ImportOptions Create(ImportFormat format, IQueryCollection query, Dictionary<string, string[]> errors)
    {
        foreach (var (name, values) in query)
        {
            if (!Parameters.Contains(name, StringComparer.OrdinalIgnoreCase) && !IsMap(name))
                errors[name] = [$"is no parameter; there are {string.Join(", ", Parameters)} and {MapPrefix}COLUMN"];
            else if (values.Count != 1)
                errors[name] = ["must be given once"];
        }

        return Read(settings.Value, format, name => query[name] is [{ } value] ? value : null, query.Keys, errors);
    }

    internal static ImportOptions Read(ImportSettings defaults, ImportFormat format, Func<string, string?> find,
        ICollection<string> names, Dictionary<string, string[]> errors)
    {
        var currency = find("currency") ?? defaults.Currency;
        if (!Currencies.TryGetMinorUnits(currency, out _))
            errors["currency"] = [Currencies.Rule.Words];

        var timeZone = find("timeZone") ?? defaults.TimeZone;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
            errors["timeZone"] = ["must be an IANA zone, such as Europe/London"];

        var locale = find("locale") ?? defaults.Locale;
        if (!Locales.TryFind(locale, out _))
            errors["locale"] = [Locales.Rule.Words];

        return new ImportOptions
        {
            Format = format,
            Currency = currency,
            TimeZone = zone ?? TimeZoneInfo.Utc,
            CustomerName = ReadTemplate("customerName", find("customerName") ?? defaults.CustomerName, errors),
            CustomerEmail = ReadTemplate("customerEmail", find("customerEmail") ?? defaults.CustomerEmail, errors),
            Locale = locale,
            DateFormat = ReadDateFormat(find("dateFormat"), errors),
            AnyOrderNumbers = ReadChoice("orderNumbers", find, "digits", "any", errors),
            UnitPriceDecimals = ReadDecimals(find("unitPriceDecimals"), errors),
            WholeDiscount = ReadChoice("discountUnit", find, "share", "percent", errors) ? 100 : 1,
            PricesAreNet = ReadChoice("prices", find, "gross", "net", errors),
            ColumnMap = ReadMap(names, find, errors),
        };
    }

    private static DatePattern? ReadDateFormat(string? pattern, Dictionary<string, string[]> errors)
    {
        var format = pattern is null ? null : DatePattern.Find(pattern);
        if (pattern is not null && format is null)
            errors["dateFormat"] =
            [
                "must be a .NET custom date format with year, month and day, such as M/d/yyyy or 'yyyy-MM-dd HH:mm:ss zzz'; hours "
                    + "are H, or h with tt; a zone is zzz or K, never Z",
            ];
        return format;
    }

    private static int ReadDecimals(string? text, Dictionary<string, string[]> errors)
    {
        var decimals = 0;
        if (text is not null && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out decimals)
            || decimals > UnitPrices.MaxDecimals))
            errors["unitPriceDecimals"] = [$"must be from 0 to {UnitPrices.MaxDecimals}"];
        return decimals;
    }

    // True for the second of two words; the first is what is meant when there is none.
    private static bool ReadChoice(string parameter, Func<string, string?> find, string usual, string other,
        Dictionary<string, string[]> errors)
    {
        var choice = find(parameter) ?? usual;
        if (choice != usual && choice != other)
            errors[parameter] = [$"must be {usual} or {other}"];
        return choice == other;
    }

    private static string ReadTemplate(string parameter, string template, Dictionary<string, string[]> errors)
    {
        foreach (Match match in PlaceholderPattern().Matches(template))
        {
            if (!Placeholders.Contains(match.Groups[1].Value))
                errors[parameter] = [$"knows {{{string.Join("}, {", Placeholders)}}}, not {match.Value}"];
        }

        return template;
    }

    private static Dictionary<string, string> ReadMap(ICollection<string> names, Func<string, string?> find,
        Dictionary<string, string[]> errors)
    {
        var map = new Dictionary<string, string>();
        foreach (var name in names.Where(IsMap))
        {
            var column = ImportColumns.All.Concat(ImportColumns.Optional).FirstOrDefault(known =>
                known.Equals(name[MapPrefix.Length..], StringComparison.OrdinalIgnoreCase));
            if (column is null)
                errors[name] = [$"must map one of {string.Join(", ", [.. ImportColumns.All, .. ImportColumns.Optional])}"];
            else if (find(name) is { } mapped && !string.IsNullOrWhiteSpace(mapped))
                map[column] = mapped;
            else
                errors[name] = ["must name one column of the file"];
        }

        return map;
    }

    private static bool IsMap(string name) => name.StartsWith(MapPrefix, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("\\{([^{}]*)\\}")]
    private static partial Regex PlaceholderPattern();
}
