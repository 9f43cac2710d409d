namespace Microservices.Invoice.Pdf.Layout;

/// <summary>What stands on one page.</summary>
/// <param name="First">Index of the first line on the page.</param>
/// <param name="End">Index after the last line on the page; equal to <paramref name="First"/> for none.</param>
/// <param name="BroughtForward">Sum of the amounts on the pages before; absent on the first page.</param>
/// <param name="CarriedForward">The same with this page; absent on the last page, which has the totals.</param>
internal readonly record struct InvoicePage(int First, int End, decimal? BroughtForward, decimal? CarriedForward);
