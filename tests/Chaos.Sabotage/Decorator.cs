using System.Reflection;

namespace Microservices.Chaos.Sabotage;

/// <summary>Stands before a service and passes on what it does not spoil. Public and open, as <see cref="DispatchProxy"/> demands.</summary>
public abstract class Decorator : DispatchProxy
{
    /// <summary>The service's scope.</summary>
    public IServiceProvider Services { get; set; } = null!; // set after creation, which takes no arguments

    /// <summary>What is behind.</summary>
    public object Original { get; set; } = null!; // likewise

    /// <summary>Calls what is behind.</summary>
    protected object? PassOn(MethodInfo method, object?[]? args) => method.Invoke(Original, args);
}
