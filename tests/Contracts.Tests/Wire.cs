using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;
using MassTransit.Context;
using MassTransit.Serialization;

namespace Microservices.Contracts.Tests;

/// <summary>Writes and reads messages exactly as MassTransit puts them on the wire.</summary>
internal static class Wire
{
    public static readonly JsonSerializerOptions Indented = new(SystemTextJsonMessageSerializer.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The parts of the envelope that others rely on: the message and its URNs.</summary>
    public static string WriteEnvelope(object message)
    {
        var envelope = JsonNode.Parse((string)Call(nameof(WriteAs), message.GetType(), message))
            ?? throw new InvalidOperationException("MassTransit wrote null for an envelope.");
        var stable = new JsonObject
        {
            ["messageType"] = envelope["messageType"]?.DeepClone(),
            ["message"] = envelope["message"]?.DeepClone(),
        };
        return stable.ToJsonString(Indented) + "\n";
    }

    /// <summary>Reads a message out of an envelope, as a consumer would.</summary>
    public static object ReadEnvelope(string envelope, Type type) => Call(nameof(ReadAs), type, envelope);

    /// <summary>The message as a plain JSON body (<c>application/json</c>).</summary>
    public static string WritePlain(object message) => JsonSerializer.Serialize(message, message.GetType(), Indented);

    /// <summary>Reads a message from a plain JSON body, as a consumer would.</summary>
    public static object? ReadPlain(string body, Type type) =>
        JsonSerializer.Deserialize(body, type, SystemTextJsonMessageSerializer.Options);

    private static string WriteAs<T>(T message)
        where T : class =>
        SystemTextJsonMessageSerializer.Instance.GetMessageBody(new MessageSendContext<T>(message)).GetString();

    private static T ReadAs<T>(string envelope)
        where T : class
    {
        var context = SystemTextJsonMessageSerializer.Instance.Deserialize(new StringMessageBody(envelope),
            EmptyHeaders.Instance);
        return context.TryGetMessage<T>(out var message) && message is not null
            ? message
            : throw new InvalidOperationException($"The envelope holds no {typeof(T).Name}: {envelope}");
    }

    private static object Call(string method, Type type, object argument) =>
        typeof(Wire).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)
            ?.MakeGenericMethod(type)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [argument], culture: null)
        ?? throw new InvalidOperationException($"{method} gave null for {type.Name}.");
}
