namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>The attempts of a consumer within one delivery through the outbox.</summary>
internal interface IAttempts
{
    /// <summary>Begins an attempt: each but the first in a new transaction.</summary>
    /// <returns>False when a copy of the message has been consumed since the attempt before.</returns>
    Task<bool> BeginAsync();
}
