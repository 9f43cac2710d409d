using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Microservices.Orders.Data;

/// <summary>
/// Marks times as the UTC that they are: SQLite keeps no kind, and an answer without one would lack its Z.
/// </summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    time => time,
    time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
