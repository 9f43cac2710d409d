using System.Data.Common;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Reads stored messages past EF Core's queries. Those obey the application's query filters, and its execution strategy,
/// which refuses a transaction that it did not begin. The columns are in the order of
/// <see cref="OutboxTables.Table.Properties"/>.
/// </summary>
internal sealed class MessageReader
{
    private static readonly ConditionalWeakTable<IModel, MessageReader> ByModel = [];

    private readonly Func<DbDataReader, OutboxMessage> _read;

    private MessageReader(IModel model)
    {
        var reader = Expression.Parameter(typeof(DbDataReader));
        var properties = model.FindEntityType(typeof(OutboxMessage))!.GetProperties().Where(property => !property.IsShadowProperty()); // OutboxTables has looked
        var row = Expression.MemberInit(Expression.New(typeof(OutboxMessage)),
            properties.Select((property, index) => Expression.Bind(property.PropertyInfo!, ValueOf(property, reader, index)))); // mapped by property
        _read = Expression.Lambda<Func<DbDataReader, OutboxMessage>>(row, reader).Compile();
    }

    public static MessageReader Of(DbContext dbContext) => ByModel.GetValue(dbContext.Model, model => new MessageReader(model));

    public async Task<List<OutboxMessage>> ReadAsync(DbCommand command, CancellationToken cancellationToken)
    {
        var messages = new List<OutboxMessage>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            messages.Add(_read(reader));
        return messages;
    }

    private static ConditionalExpression ValueOf(IProperty property, ParameterExpression reader, int index)
    {
        var (mapping, ordinal) = (property.GetRelationalTypeMapping(), Expression.Constant(index));
        var method = mapping.GetDataReaderMethod();
        var value = mapping.CustomizeDataReaderExpression(
            Expression.Call(Expression.Convert(reader, method.DeclaringType!), method, ordinal)); // a method of a reader
        if (mapping.Converter is { } converter)
            value = Expression.Invoke(converter.ConvertFromProviderExpression, value);

        var isNull = Expression.Call(reader, nameof(DbDataReader.IsDBNull), typeArguments: null, ordinal);
        return Expression.Condition(isNull, Expression.Default(property.ClrType), Expression.Convert(value, property.ClrType));
    }
}
