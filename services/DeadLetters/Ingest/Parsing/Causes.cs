namespace Microservices.DeadLetters.Ingest.Parsing;

/// <summary>Why a message is a dead letter, as the column <c>dead_letters.cause</c> has it.</summary>
internal static class Causes
{
    /// <summary>A consumer threw.</summary>
    public const string Fault = "fault";

    /// <summary>No consumer of the queue takes this type.</summary>
    public const string Skipped = "skipped";
    public const string Rejected = "rejected";
    public const string Expired = "expired";
    public const string MaxLength = "maxlen";
    public const string DeliveryLimit = "delivery_limit";

    public static readonly string[] All = [Fault, Skipped, Rejected, Expired, MaxLength, DeliveryLimit];

    /// <summary>Those of the broker, by its own words; an unknown one is told as a rejection.</summary>
    public static string OfDeath(string reason) =>
        reason is Expired or MaxLength or DeliveryLimit ? reason : Rejected;
}
