using System.Linq.Expressions;
using MassTransit.EntityFrameworkCoreIntegration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microservices.TransactionalOutbox.Tests.SetUps;

internal sealed class HidingModelCustomizer(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
            modelBuilder.Entity(entity.ClrType).HasQueryFilter(Expression.Lambda(Expression.Constant(false), Expression.Parameter(entity.ClrType)));
    }
}

/// <summary>As an application does at the end of its OnModelCreating.</summary>
internal sealed class SnakeCaseModelCustomizer(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        modelBuilder.HasDefaultSchema("shop");
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            entity.SetTableName(InSnakeCase(entity.ClrType.Name));
            foreach (var property in entity.GetProperties())
                property.SetColumnName(InSnakeCase(property.Name));
        }
    }

    private static string InSnakeCase(string name) => string.Concat(name.Select((letter, index) =>
        $"{(index > 0 && char.IsUpper(letter) ? "_" : "")}{char.ToLowerInvariant(letter)}"));
}

/// <summary>As of an application that did not add the entities.</summary>
internal sealed class ForgetfulModelCustomizer(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        foreach (var entity in new[] { typeof(OutboxMessage), typeof(OutboxState), typeof(InboxState) })
            modelBuilder.Model.RemoveEntityType(modelBuilder.Model.FindEntityType(entity)!); // TestDbContext has added it
    }
}
