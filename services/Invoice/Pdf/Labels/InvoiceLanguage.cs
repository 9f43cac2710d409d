using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Microservices.Invoice.Pdf.Labels;

/// <summary>The words, and how numbers and dates are written, for one customer's locale.</summary>
internal sealed class InvoiceLanguage
{
    private const string Fallback = "en";
    private const int MaximumCachedLocales = 1_000;

    private static readonly FrozenDictionary<string, InvoiceLabels> All =
        new[] { "en", "de", "fr", "es" }.ToFrozenDictionary(language => language, Load, StringComparer.OrdinalIgnoreCase);

    private static readonly ConcurrentDictionary<string, InvoiceLanguage> ByLocale = new(StringComparer.OrdinalIgnoreCase);

    private InvoiceLanguage(InvoiceLabels labels, CultureInfo culture)
    {
        Labels = labels;
        Culture = culture;
    }

    /// <summary>The words.</summary>
    public InvoiceLabels Labels { get; }

    /// <summary>How numbers and names of months are written; its calendar is the Gregorian one.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The language for a locale: its own, else English.</summary>
    /// <param name="locale">BCP 47 tag as the customer's order has it; anything is accepted.</param>
    /// <returns>Labels and culture.</returns>
    public static InvoiceLanguage For(string locale)
    {
        if (ByLocale.TryGetValue(locale, out var known))
            return known;

        var language = Create(locale);
        if (ByLocale.Count < MaximumCachedLocales) // a stranger's invented tags must not fill the memory
            ByLocale.TryAdd(locale, language);
        return language;
    }

    /// <summary>Writes a date.</summary>
    /// <param name="date">Date.</param>
    /// <returns>Such as <c>22 November 2026</c>.</returns>
    public string Date(DateOnly date) => date.ToString(Labels.DateFormat, Culture);

    /// <summary>Writes an amount without its currency.</summary>
    /// <param name="amount">Amount.</param>
    /// <param name="minorUnits">Decimals.</param>
    /// <returns>Such as <c>1,234.50</c>.</returns>
    public string Amount(decimal amount, int minorUnits) =>
        amount.ToString($"N{minorUnits.ToString(CultureInfo.InvariantCulture)}", Culture);

    /// <summary>Writes a VAT rate.</summary>
    /// <param name="ratePercent">Rate in percent.</param>
    /// <returns>Such as <c>20%</c>.</returns>
    public string Percent(decimal ratePercent) =>
        Fill(Labels.PercentFormat, ratePercent.ToString("0.##", Culture));

    /// <summary>Fills a label's placeholders.</summary>
    /// <param name="label">Label.</param>
    /// <param name="values">Texts for <c>{0}</c>, <c>{1}</c> and so on.</param>
    /// <returns>Text.</returns>
    public string Fill(string label, params object[] values) => string.Format(Culture, label, values);

    private static InvoiceLanguage Create(string locale)
    {
        var language = locale.Split('-', '_')[0];
        if (!All.TryGetValue(language, out var labels))
            return new InvoiceLanguage(All[Fallback], CultureInfo.GetCultureInfo(Fallback));

        return new InvoiceLanguage(labels, InGregorianCalendar(FindCulture(locale, language)));
    }

    // In countries such as SA, IR and TH, .NET counts years otherwise, and not all dates; an invoice is dated as its number is.
    private static CultureInfo InGregorianCalendar(CultureInfo culture)
    {
        var gregorian = (CultureInfo)culture.Clone();
        gregorian.DateTimeFormat.Calendar = new GregorianCalendar();
        return gregorian;
    }

    private static CultureInfo FindCulture(string locale, string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(locale.Replace('_', '-'));
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo(language); // a malformed region costs only the region's habits
        }
    }

    private static InvoiceLabels Load(string language)
    {
        using var stream = typeof(InvoiceLanguage).Assembly.GetManifestResourceStream($"Labels.{language}.json")
            ?? throw new InvalidOperationException($"The assembly lacks the labels of language {language}.");
        return JsonSerializer.Deserialize(stream, InvoiceLabelsJson.Default.InvoiceLabels)
            ?? throw new InvalidOperationException($"The labels of language {language} are empty.");
    }
}
