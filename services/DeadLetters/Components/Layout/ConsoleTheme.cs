using MudBlazor;

namespace Microservices.DeadLetters.Components.Layout;

/// <summary>The colours of the console: contrast of 4.5 to 1 at least for text, in both.</summary>
internal static class ConsoleTheme
{
    private static readonly string[] Fonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

    /// <summary>Light and dark; the system says which.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1f5fbf",
            Background = "#f5f6f8",
            Surface = "#ffffff",
            TextPrimary = "#1b1f24",
            TextSecondary = "#505a66",
            LinesDefault = "#d5dae0",
            TableLines = "#e2e6ea",
            Error = "#b3261e",
            Warning = "#8a5300",
            Success = "#1a6b35",
            Info = "#1f5fbf",
            ActionDefault = "#505a66",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8ab4f8",
            PrimaryContrastText = "#10141a",
            Background = "#14171c",
            Surface = "#1d2127",
            TextPrimary = "#e6e9ee",
            TextSecondary = "#a8b1bd",
            LinesDefault = "#3a414b",
            TableLines = "#2c323a",
            Error = "#ff8a80",
            Warning = "#f5bf5d",
            Success = "#7bd694",
            Info = "#8ab4f8",
            ActionDefault = "#a8b1bd",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.875rem", LineHeight = "1.45" },
            Button = new ButtonTypography { FontFamily = Fonts, FontWeight = "600", TextTransform = "none" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
    };
}
