using SkiaSharp;

namespace Microservices.Invoice.Pdf.Layout;

/// <summary>The colours; all but <see cref="Band"/>, <see cref="Watermark"/> and <see cref="Hairline"/> are dark enough to be read in print.</summary>
internal static class Palette
{
    /// <summary>Text.</summary>
    public static SKColor Ink { get; } = new(0x1F, 0x29, 0x33);

    /// <summary>Labels and small print.</summary>
    public static SKColor Muted { get; } = new(0x5F, 0x6B, 0x7A);

    /// <summary>Titles and the rule above the total.</summary>
    public static SKColor Accent { get; } = new(0x1D, 0x4E, 0x79);

    /// <summary>Behind the table's header and the total.</summary>
    public static SKColor Band { get; } = new(0xEE, 0xF3, 0xF8);

    /// <summary>Across the page, below everything.</summary>
    public static SKColor Watermark { get; } = new(0xF3, 0xDC, 0xDC);

    /// <summary>Between rows.</summary>
    public static SKColor Hairline { get; } = new(0xD5, 0xDC, 0xE4);
}
