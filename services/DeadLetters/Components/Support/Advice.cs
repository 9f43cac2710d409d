using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Reading.Letters;
using Microservices.DeadLetters.Replay;

namespace Microservices.DeadLetters.Components.Support;

/// <summary>Says what a cause means, and what to do about a dead letter.</summary>
internal static class Advice
{
    /// <summary>What a cause means.</summary>
    public static string Meaning(string cause) => cause switch
    {
        Causes.Fault => "Its consumer failed: at every retry, or at once with a fault that no retry cures. The history says how often it was tried.",
        Causes.Skipped => "The queue gets messages of this type, and has no consumer of them.",
        Causes.Rejected => "Its consumer rejected it at the broker.",
        Causes.Expired => "It waited in the queue for longer than it may.",
        Causes.MaxLength => "The queue was full.",
        Causes.DeliveryLimit => "It was delivered again and again and never acknowledged: its consumer died, or lost its connection.",
        _ => Wording.Words(cause),
    };

    /// <summary>What to do next.</summary>
    public static string Next(LetterItem letter) => letter switch
    {
        { Status: DeadLetterStatus.Resolved } => "Nothing: its consumer has processed it.",
        { Status: DeadLetterStatus.Archived } => "Nothing; to replay it, take it back before it is deleted.",
        { Status: DeadLetterStatus.Replaying } => "Look at its replay, below: the consumer has not answered yet.",
        { FailedReplays: >= LoopGuard.FailedReplays } =>
            $"It has failed {letter.FailedReplays} replays. Find out what is different about it; a further replay takes a reason of its own.",
        { Cause: Causes.Skipped } => "Deploy a consumer of this type, then replay it; archive it when nobody needs it.",
        { Cause: Causes.Expired or Causes.MaxLength } =>
            "See that the consumer runs and keeps up, then replay it; archive it when it has come too late.",
        { Cause: Causes.DeliveryLimit } =>
            "Find out why the consumer died before you replay it: it may do so again, and hold up the queue.",
        _ => "Mend the cause, then replay it: the replay tells whether it was processed or has failed again.",
    };
}
