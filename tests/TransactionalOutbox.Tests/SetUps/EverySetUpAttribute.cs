using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Microservices.TransactionalOutbox.Tests.SetUps;

/// <summary>
/// Makes a behaviour a column of the matrix: it is shown with every <see cref="ContextSetUp"/>, on both engines. Left out are
/// behaviours that begin behind the context: sends and their failures, replicas, a broker that is down, settings.
/// </summary>
/// <param name="but">Set-ups that the behaviour has no meaning with.</param>
[AttributeUsage(AttributeTargets.Method)]
public class EverySetUpAttribute(params ContextSetUp[] but) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
            [.. Enum.GetValues<ContextSetUp>().Except(but).Select(setUp => new TheoryDataRow<ContextSetUp>(setUp))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>The same for a behaviour of consumers, whose transaction is the outbox's and never the application's.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EverySetUpOfConsumersAttribute() : EverySetUpAttribute(ContextSetUp.UserTransaction);
