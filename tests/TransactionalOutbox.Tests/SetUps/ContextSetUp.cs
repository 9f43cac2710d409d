namespace Microservices.TransactionalOutbox.Tests.SetUps;

/// <summary>How an application sets its DbContext up: the rows of the matrix. <see cref="ContextSetUps"/> does it.</summary>
public enum ContextSetUp
{
    /// <summary>As our services do it: AddDbContext.</summary>
    Plain,

    /// <summary>EF Core tries again what failed for a passing reason.</summary>
    RetryOnFailure,

    /// <summary>AddDbContextPool.</summary>
    Pooled,

    /// <summary>AddDbContextFactory, which adds the scoped context too.</summary>
    Factory,

    /// <summary>AddPooledDbContextFactory; the scope's context comes from it.</summary>
    PooledFactory,

    /// <summary>Options that the outbox does not see, as of an application that has a connection per tenant.</summary>
    MadeByHand,

    /// <summary>A transaction of the application around the publish and the save.</summary>
    UserTransaction,

    /// <summary>A query filter on every entity that lets nothing through, as for a tenant that is none.</summary>
    HidingFilter,

    /// <summary>A default schema, which SQLite ignores, and a convention that names tables and columns in snake_case.</summary>
    NamedOtherwise,

    /// <summary>Another DbContext with an outbox in the process, and in the database.</summary>
    SecondContext,
}
