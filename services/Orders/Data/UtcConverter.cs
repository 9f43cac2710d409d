using Microservices.Orders.Acceptance;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Microservices.Orders.Data;

/// <summary>
/// Marks times as the UTC that they are: SQLite keeps no kind, and an answer without one would lack its Z. It also kept the 100 ns
/// that earlier releases wrote, which no event has any more.
/// </summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    time => time,
    time => OrderFactory.Kept(DateTime.SpecifyKind(time, DateTimeKind.Utc)));
