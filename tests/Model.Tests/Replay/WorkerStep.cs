namespace Microservices.Model.Tests.Replay;

/// <summary>One step of one worker.</summary>
/// <param name="Process">Which.</param>
/// <param name="KilledAfter">After how many steps of the step its process is killed; never when null.</param>
/// <param name="Fates">What the broker makes of its messages; all further ones are confirmed.</param>
internal sealed record WorkerStep(int Process, int? KilledAfter, PublishFate[] Fates)
{
    public override string ToString() =>
        $"process {Process}{(KilledAfter is { } steps ? $" killed after {steps}" : "")}, {string.Join(' ', Fates)}";
}
