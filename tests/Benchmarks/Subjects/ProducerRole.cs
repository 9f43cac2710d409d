namespace Microservices.Benchmarks.Subjects;

/// <summary>What a process does with the events that requests store.</summary>
internal enum ProducerRole
{
    /// <summary>It stores and delivers.</summary>
    Both,

    /// <summary>It stores; another process delivers, or none.</summary>
    Stores,

    /// <summary>It delivers what others have stored.</summary>
    Delivers,
}
