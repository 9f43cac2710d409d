using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Microservices.Chaos.Sabotage;

/// <summary>Replay to the exchange: every consumer of the event gets what one of them has failed at.</summary>
public class ExchangeTarget : Decorator
{
    private const string Exchange = "Contracts.Orders:OrderConfirmed";

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        if (targetMethod.Name != "PublishAsync")
            return PassOn(targetMethod, args);

        // Task<IReadOnlyList<PublishResult>>, whose type is not visible here.
        var list = targetMethod.ReturnType.GetGenericArguments()[0];
        return typeof(ExchangeTarget).GetMethod(nameof(PublishAsync), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(list, list.GetGenericArguments()[0])
            .Invoke(null, [Services.GetRequiredService<IConfiguration>(), args![0]]);
    }

    private static async Task<TList> PublishAsync<TList, TResult>(IConfiguration configuration, IEnumerable messages)
        where TResult : struct
    {
        var factory = new ConnectionFactory { Uri = new Uri(configuration.GetConnectionString("Broker")!) }; // checked at start
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var outcome = Enum.Parse(typeof(TResult).GetProperty("Outcome")!.PropertyType, "Published");
        var published = (TResult)Activator.CreateInstance(typeof(TResult), outcome, null)!; // a struct is never null
        var results = new List<TResult>();
        foreach (var message in messages)
        {
            await channel.BasicPublishAsync(Exchange, "", mandatory: true, (BasicProperties)Value(message, "Properties")!, (ReadOnlyMemory<byte>)Value(message, "Body")!);
            results.Add(published);
        }

        return (TList)(object)results;
    }

    private static object? Value(object message, string property) => message.GetType().GetProperty(property)!.GetValue(message);
}
