namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>The SQL of one database engine for inbox and outbox.</summary>
public interface ILockStatementProvider
{
}
