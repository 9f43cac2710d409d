using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Quoted names of the three tables, from the model: schemas, renames and naming conventions are honoured.</summary>
internal sealed class OutboxTables
{
    private readonly ISqlGenerationHelper _sql;

    public OutboxTables(DbContext dbContext)
    {
        _sql = dbContext.GetService<ISqlGenerationHelper>();
        Inbox = new Table(dbContext.Model, typeof(InboxState), _sql);
        Outbox = new Table(dbContext.Model, typeof(OutboxState), _sql);
        Message = new Table(dbContext.Model, typeof(OutboxMessage), _sql);
        Inbox.MustBeNumberedByTheDatabase(nameof(InboxState.Id), dbContext);
    }

    public Table Inbox { get; }

    public Table Outbox { get; }

    public Table Message { get; }

    internal sealed class Table
    {
        private readonly IEntityType _entity;
        private readonly StoreObjectIdentifier _store;
        private readonly ISqlGenerationHelper _sql;

        public Table(IModel model, Type type, ISqlGenerationHelper sql)
        {
            _entity = model.FindEntityType(type) ?? throw new InvalidOperationException(
                $"The model has no entity {type.Name}: call modelBuilder.AddTransactionalOutboxEntities() in OnModelCreating.");
            _store = StoreObjectIdentifier.Create(_entity, StoreObjectType.Table) ?? throw new InvalidOperationException(
                $"The entity {type.Name} is not mapped to a table.");
            _sql = sql;
        }

        /// <summary>Those that the class has, in the model's order.</summary>
        public IReadOnlyList<string> Properties =>
            [.. _entity.GetProperties().Where(property => !property.IsShadowProperty()).Select(property => property.Name)];

        /// <summary>The columns of <see cref="Properties"/>, each behind a prefix such as <c>m.</c>.</summary>
        public string Columns(string prefix) => string.Join(", ", Properties.Select(property => prefix + this[property]));

        public string this[string property] => _sql.DelimitIdentifier(NameOf(property));

        /// <summary>The column's name, not quoted.</summary>
        public string NameOf(string property) =>
            _entity.FindProperty(property)?.GetColumnName(_store) ?? throw new InvalidOperationException(
                $"The property {_entity.ClrType.Name}.{property} is not mapped to a column.");

        /// <summary>Refuses a model that numbers rows where our inserts do not see it.</summary>
        public void MustBeNumberedByTheDatabase(string property, DbContext dbContext)
        {
            if (_entity.FindProperty(property) is { } number && number.IsNumberedInMemory(dbContext))
            {
                throw new InvalidOperationException($"The model of {dbContext.GetType().Name} numbers {_entity.ClrType.Name} in memory (UseHiLo?), "
                    + "but the outbox inserts its rows itself. After AddTransactionalOutboxEntities(), call "
                    + $"modelBuilder.Entity<{_entity.ClrType.Name}>().Property(x => x.{property}).UseIdentityByDefaultColumn(), "
                    + $"and the same for {nameof(OutboxMessage)}.{nameof(OutboxMessage.SequenceNumber)}.");
            }
        }

        public override string ToString() => _sql.DelimitIdentifier(_store.Name, _store.Schema);
    }
}
