namespace Microservices.Model.Tests.Replay;

/// <summary>What an operator can do with a replay.</summary>
internal enum Decision
{
    Pause,
    Resume,
    Cancel,
}
