using Microservices.Invoice.Pdf.TrueType;

namespace Microservices.Invoice.Pdf;

/// <summary>The fonts of the invoices: part of the assembly, because a fresh machine has none. Read once.</summary>
internal static class InvoiceFonts
{
    private static readonly Lazy<TrueTypeFont> RegularFont = new(() => Load("Lato-Regular"));
    private static readonly Lazy<TrueTypeFont> BoldFont = new(() => Load("Lato-Bold"));

    /// <summary>For running text.</summary>
    public static TrueTypeFont Regular => RegularFont.Value;

    /// <summary>For what stands out.</summary>
    public static TrueTypeFont Bold => BoldFont.Value;

    private static TrueTypeFont Load(string name)
    {
        using var stream = typeof(InvoiceFonts).Assembly.GetManifestResourceStream($"{name}.ttf")
            ?? throw new InvalidOperationException($"The assembly lacks its font {name}.ttf.");
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return new TrueTypeFont(name, file);
    }
}
