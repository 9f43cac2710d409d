namespace Microservices.Chaos.Judging;

/// <summary>An invoice.</summary>
internal sealed record StoredInvoice(Guid OrderId, string Series, int Year, long Number, decimal Gross, long Documents);
