namespace Microservices.Model.Tests.Simulation;

/// <summary>The process ended in the middle of its work.</summary>
internal sealed class ProcessKilledException() : Exception("The process was killed.");
