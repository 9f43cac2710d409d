using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Stores outgoing messages by a statement of our own. EF Core would track each of them with its two dozen columns to find
/// out what is known: that they are new. The parameters are in the order of <see cref="OutboxTables.Table.Properties"/>.
/// </summary>
internal sealed class MessageInsert
{
    private static readonly ConditionalWeakTable<IModel, MessageInsert> ByModel = [];

    private readonly List<Column> _columns;

    private MessageInsert(DbContext dbContext)
    {
        var entity = dbContext.Model.FindEntityType(typeof(OutboxMessage))!; // OutboxTables has looked
        var types = dbContext.GetService<IRelationalTypeMappingSource>();
        _columns = [.. entity.GetProperties().Where(property => !property.IsShadowProperty()).Select(property => new Column(property, types))];

        // A column that only the user's model knows has a value that only EF Core knows. So has a number from another sequence.
        IsComplete = !entity.GetProperties().Any(property => property.IsShadowProperty())
            && entity.FindProperty(nameof(OutboxMessage.SequenceNumber))!.HasSequenceOfItsOwn(dbContext); // OutboxTables has looked
    }

    /// <summary>Whether it stores all that the model's table has.</summary>
    public bool IsComplete { get; }

    public static MessageInsert Of(DbContext dbContext) => ByModel.GetValue(dbContext.Model, _ => new MessageInsert(dbContext));

    /// <summary>Appends the statement with its parameters to a command.</summary>
    public void AppendTo(DbCommand command, IReadOnlyList<OutboxMessage> messages, OutboxStatements statements)
    {
        if (command.CommandText.Length > 0)
            command.CommandText += ";\n";
        command.CommandText += messages.Count == 1 ? statements.InsertMessage : statements.InsertMessages;
        for (var index = 0; index < _columns.Count; index++)
        {
            var (column, name) = (_columns[index], Names[index]);
            command.Parameters.Add(messages.Count == 1
                ? column.ParameterOf(command, name, messages[0])
                : column.ParameterOf(command, name, messages));
        }
    }

    private static readonly string[] Names = [.. Enumerable.Range(0, 64).Select(index => FormattableString.Invariant($"@m{index}"))];

    private sealed class Column(IProperty property, IRelationalTypeMappingSource types)
    {
        private readonly IClrPropertyGetter _getter = property.GetGetter();
        private readonly RelationalTypeMapping _mapping = property.GetRelationalTypeMapping();
        private readonly Type _element = ElementOf(property);

        // Of the column's own type: PostgreSQL takes text for json in a parameter, but not from an array.
        private readonly RelationalTypeMapping? _array =
            types.FindMapping(ElementOf(property).MakeArrayType(), $"{property.GetRelationalTypeMapping().StoreType}[]");

        public DbParameter ParameterOf(DbCommand command, string name, OutboxMessage message) =>
            _mapping.CreateParameter(command, name, _getter.GetClrValue(message), property.IsNullable);

        public DbParameter ParameterOf(DbCommand command, string name, IReadOnlyList<OutboxMessage> messages)
        {
            var values = Array.CreateInstance(_element, messages.Count);
            for (var index = 0; index < messages.Count; index++)
            {
                var value = _getter.GetClrValue(messages[index]);
                values.SetValue(_mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value, index);
            }

            return _array!.CreateParameter(command, name, values, nullable: false); // an engine with this statement has arrays
        }

        private static Type ElementOf(IProperty property)
        {
            var type = property.GetRelationalTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
            return type.IsValueType && property.IsNullable && Nullable.GetUnderlyingType(type) is null
                ? typeof(Nullable<>).MakeGenericType(type)
                : type;
        }
    }
}
