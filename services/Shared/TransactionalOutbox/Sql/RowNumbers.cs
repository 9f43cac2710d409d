using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Where the number of a new row comes from.</summary>
internal static class RowNumbers
{
    /// <summary>Whether EF Core gives it before the insert, as with <c>UseHiLo</c>, rather than the database.</summary>
    public static bool IsNumberedInMemory(this IProperty property, DbContext dbContext) =>
        dbContext.GetService<IValueGeneratorSelector>().TrySelect(property, property.DeclaringType, out var generator)
        && generator is { GeneratesTemporaryValues: false };

    /// <summary>Whether the column has a sequence of its own, from which numbers can be taken: a default names another one.</summary>
    public static bool HasSequenceOfItsOwn(this IProperty property, DbContext dbContext) =>
        property.GetDefaultValueSql() is null && !property.IsNumberedInMemory(dbContext);
}
