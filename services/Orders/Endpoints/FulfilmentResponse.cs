using Microservices.Orders.Data;
using Microservices.Orders.Fulfilment;

namespace Microservices.Orders.Endpoints;

/// <summary>What the services did about an order. A step that the order does not expect, and nobody reported, is absent.</summary>
internal sealed record FulfilmentResponse
{
    /// <summary>The confirmation mail.</summary>
    public required FulfilmentStepResponse? Email { get; init; }

    /// <summary>The reservation of stock.</summary>
    public required FulfilmentStepResponse? Inventory { get; init; }

    /// <summary>The invoice, done when its PDF is stored.</summary>
    public required FulfilmentStepResponse? Invoice { get; init; }

    internal static FulfilmentResponse From(string expectedSteps, IReadOnlyCollection<FulfilmentStep> steps)
    {
        var expected = expectedSteps.Split(',');
        return new FulfilmentResponse
        {
            Email = Find(FulfilmentSteps.Email),
            Inventory = Find(FulfilmentSteps.Inventory),
            Invoice = Find(FulfilmentSteps.Invoice),
        };

        FulfilmentStepResponse? Find(string name) => steps.FirstOrDefault(step => step.Step == name) is { } found
            ? FulfilmentStepResponse.From(found)
            : expected.Contains(name) ? FulfilmentStepResponse.NotHeardOf : null;
    }
}
