namespace Microservices.Invoice.Data;

/// <summary>How amounts are stored.</summary>
internal static class Money
{
    /// <summary>Digits in all, as PostgreSQL's <c>numeric(19,4)</c>.</summary>
    public const int Precision = 19;

    /// <summary>Decimals: as many as the currency with the most has.</summary>
    public const int Scale = 4;

    /// <summary>The largest amount that fits.</summary>
    public const decimal Maximum = 999_999_999_999_999m;
}
