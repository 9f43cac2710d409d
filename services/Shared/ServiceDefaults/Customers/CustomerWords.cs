using System.Globalization;

namespace Microservices.ServiceDefaults.Customers;

/// <summary>The words that the mails and the pages of customers share, in one language.</summary>
public sealed record CustomerWords
{
    /// <summary>ISO 639-1 code of the language that the words are in.</summary>
    public required string Language { get; init; }

    /// <summary>Label of the order's number.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>Label of the time of the confirmation.</summary>
    public required string OrderedAt { get; init; }

    /// <summary>Label of the order's total.</summary>
    public required string Total { get; init; }

    /// <summary>Says that prices include VAT.</summary>
    public required string PricesIncludeVat { get; init; }

    /// <summary>Says that prices are net.</summary>
    public required string PricesExcludeVat { get; init; }

    /// <summary>Heading above the lines.</summary>
    public required string Items { get; init; }

    /// <summary>Label before a stock-keeping unit.</summary>
    public required string ItemNumber { get; init; }

    /// <summary>Heading above the address.</summary>
    public required string ShippingAddress { get; init; }

    /// <summary>Leads to the page with the order.</summary>
    public required string ViewOrder { get; init; }

    /// <summary>Leads to the invoice.</summary>
    public required string ViewInvoice { get; init; }

    /// <summary>Says until when the links work, from the day.</summary>
    public required Func<string, string> LinksEnd { get; init; }

    /// <summary>Title of the page with the order.</summary>
    public required string YourOrder { get; init; }

    /// <summary>The state of an order that has all its effects.</summary>
    public required string IsDone { get; init; }

    /// <summary>The state of an order that is worked on.</summary>
    public required string IsUnderWay { get; init; }

    /// <summary>The pieces on back order, from their number.</summary>
    public required Func<string, string> OnBackorder { get; init; }

    /// <summary>A link that is not valid: title and what to do.</summary>
    public required Notice LinkInvalid { get; init; }

    /// <summary>A link that is opened too often: title and what to do.</summary>
    public required Notice TooMany { get; init; }

    /// <summary>An invoice that is not made yet: title and what to do.</summary>
    public required Notice InvoiceNotReady { get; init; }

    /// <summary>BCP 47 tag of the words for readers of a culture: the culture's, where the words are in its language.</summary>
    /// <param name="culture">The culture.</param>
    public string TagFor(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return Language == culture.TwoLetterISOLanguageName ? culture.Name : Language;
    }

    /// <summary>A page of one paragraph.</summary>
    /// <param name="Title">The title.</param>
    /// <param name="Text">The paragraph.</param>
    public sealed record Notice(string Title, string Text);
}
