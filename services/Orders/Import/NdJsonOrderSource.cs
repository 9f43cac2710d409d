using System.Runtime.CompilerServices;
using Microservices.Orders.Validation;
using Microsoft.Extensions.Options;

namespace Microservices.Orders.Import;

/// <summary>Reads orders from a file with one order in JSON per line, the same as <c>POST /orders</c> takes.</summary>
internal sealed class NdJsonOrderSource(OrderJson json, OrderValidator validator, IOptions<OrdersOptions> options)
{
    private const string Expected = "one order as a JSON object per line, in UTF-8";

    /// <summary>Reads the file to its end.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="tally">Receives how far reading is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="WrongFileException">The first line does not begin an object, or there is none.</exception>
    internal async IAsyncEnumerable<ImportedOrder> ReadAsync(Stream stream, ImportTally tally,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new NdJsonReader(stream, options.Value.MaxBodyBytes);
        while (await reader.ReadAsync(cancellationToken) is { } line)
        {
            if (tally.LinesRead++ == 0 && line.Span.TrimStart(" \t"u8) is not [(byte)'{', ..])
                throw new WrongFileException(Expected, NdJsonReader.Preview(line.Span));
            tally.BytesRead = reader.BytesRead;
            yield return ReadOrder(reader, line);
        }

        if (tally.LinesRead == 0)
            throw new WrongFileException(Expected, "nothing, the file is empty");
    }

    private ImportedOrder ReadOrder(NdJsonReader reader, ReadOnlyMemory<byte> line)
    {
        var violations = new ViolationList();
        OrderRequest? request = null;
        if (reader.IsTooLong)
            violations.Add("", Reasons.MalformedJson, $"the line is longer than {options.Value.MaxBodyBytes} bytes");
        else
            request = json.Read(line, violations);

        var order = request is null ? null : validator.Validate(request, violations);
        if (order is { OrderId: null, OrderNumber: null })
            violations.Add("orderNumber", Reasons.OrderNumberMissing,
                "or orderId is required in an import: importing again must find the order");

        var lines = new LineRanges();
        lines.Add(reader.Line, reader.Line);
        var located = new ViolationList();
        located.AddAll(violations, reader.Line);
        return new ImportedOrder
        {
            OrderNumber = request?.OrderNumber,
            Lines = lines,
            Violations = located,
            Order = violations.Any || order is null ? null : Identify(order),
        };
    }

    private static ValidatedOrder Identify(ValidatedOrder order) => order.OrderId is not null
        ? order
        : order with { OrderId = OrderIds.FromOrderNumber(order.OrderNumber!) }; // one of both is there
}
