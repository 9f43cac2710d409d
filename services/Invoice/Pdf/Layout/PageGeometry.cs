using Microservices.Invoice.Pdf.Drawing;

namespace Microservices.Invoice.Pdf.Layout;

/// <summary>Where things stand on the A4 page, in points from the top left corner.</summary>
internal static class PageGeometry
{
    /// <summary>Left margin: 20 mm, where window envelopes show the address.</summary>
    public const double Left = 56.7;

    /// <summary>Right margin.</summary>
    public const double Right = PdfDocument.Width - 51;

    /// <summary>Width between the margins.</summary>
    public const double Width = Right - Left;

    /// <summary>Top of the table on the first page, below an address of up to seven lines.</summary>
    public const double FirstTableTop = 292;

    /// <summary>Top of the table on further pages.</summary>
    public const double NextTableTop = 88;

    /// <summary>Where table and totals end.</summary>
    public const double Bottom = 748;

    /// <summary>Height of the table's header.</summary>
    public const double HeaderHeight = 22;

    /// <summary>Height of a row whose description takes one line.</summary>
    public const double RowHeight = 17.5;

    /// <summary>What each further line of a description adds.</summary>
    public const double ExtraLineHeight = 11;

    /// <summary>Height of a row with a carried total.</summary>
    public const double CarryHeight = 19;
}
