using Microservices.Orders.Data;
using Microservices.Orders.Fulfilment;

namespace Microservices.Orders.Endpoints;

/// <summary>What the services did about an order.</summary>
internal sealed record FulfilmentResponse
{
    /// <summary>The confirmation mail.</summary>
    public required FulfilmentStepResponse Email { get; init; }

    /// <summary>The reservation of stock.</summary>
    public required FulfilmentStepResponse Inventory { get; init; }

    /// <summary>The invoice.</summary>
    public required FulfilmentStepResponse Invoice { get; init; }

    internal static FulfilmentResponse From(IReadOnlyCollection<FulfilmentStep> steps) => new()
    {
        Email = Find(steps, FulfilmentSteps.Email),
        Inventory = Find(steps, FulfilmentSteps.Inventory),
        Invoice = Find(steps, FulfilmentSteps.Invoice),
    };

    private static FulfilmentStepResponse Find(IEnumerable<FulfilmentStep> steps, string name) =>
        steps.FirstOrDefault(step => step.Step == name) is { } found
            ? FulfilmentStepResponse.From(found)
            : FulfilmentStepResponse.NotHeardOf;
}
