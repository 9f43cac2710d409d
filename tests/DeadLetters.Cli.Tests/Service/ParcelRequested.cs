namespace Microservices.DeadLetters.Cli.Tests.Service;

public sealed record ParcelRequested(int Parcel);
