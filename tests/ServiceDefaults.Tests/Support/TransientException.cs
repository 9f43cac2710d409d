namespace Microservices.ServiceDefaults.Tests.Support;

internal sealed class TransientException() : Exception("The dependency is down.");
