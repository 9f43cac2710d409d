namespace Microservices.Chaos.Overloading;

/// <summary>What an overload is.</summary>
/// <param name="Factor">How many times the sustainable rate is offered.</param>
/// <param name="Seconds">For how long.</param>
/// <param name="LogFolder">A new folder for the logs of the services.</param>
internal sealed record OverloadSettings(double Factor, int Seconds, string LogFolder);
