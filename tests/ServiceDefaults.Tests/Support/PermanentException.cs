namespace Microservices.ServiceDefaults.Tests.Support;

internal sealed class PermanentException() : Exception("The message is wrong.");
