using System.Text.Json;
using Microservices.ServiceDefaults.Messaging;
using Microservices.ServiceDefaults.Tests.Support;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class PermanentFaultsTests
{
    private readonly PermanentFaults _faults = new();

    public PermanentFaultsTests() => _faults.Add([typeof(PermanentException), typeof(ArgumentException)]);

    public static TheoryData<Exception> Permanent =>
    [
        new PermanentException(),
        new ArgumentNullException("derived"),
        new InvalidOperationException("wrapped", new PermanentException()),
        new AggregateException(new TransientException(), new InvalidOperationException("", new PermanentException())),
        new JsonException("The same bytes stay wrong.")
    ];

    public static TheoryData<Exception> Transient =>
    [
        new TransientException(),
        new InvalidOperationException("wrapped", new TransientException()),
        new AggregateException(new TransientException())
    ];

    [Theory]
    [MemberData(nameof(Permanent))]
    public void Should_contain_it_however_it_is_wrapped(Exception exception) =>
        _faults.Contains(exception).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Transient))]
    public void Should_not_contain_others(Exception exception) => _faults.Contains(exception).ShouldBeFalse();
}
