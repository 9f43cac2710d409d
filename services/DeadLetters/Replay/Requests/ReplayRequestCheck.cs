namespace Microservices.DeadLetters.Replay.Requests;

/// <summary>The rules of a request that need no database.</summary>
internal static class ReplayRequestCheck
{
    private const int MaxIds = 100_000;
    private const int MinReason = 3;
    private const int MaxReason = 500;
    private const int MaxTicket = 200;

    /// <summary>Checks.</summary>
    /// <exception cref="ReplayRequestException">A field breaks its rule.</exception>
    public static void Check(ReplayRequest request, int maxRate)
    {
        var hasIds = request.Ids is { Count: > 0 };
        var ways = (hasIds ? 1 : 0) + (string.IsNullOrWhiteSpace(request.Query) ? 0 : 1) + (request.Edit is null ? 0 : 1);
        if (ways != 1)
            throw new ReplayRequestException("query", "or ids or edit must be given, one of them");
        if (request.Ids?.Count > MaxIds)
            throw new ReplayRequestException("ids", $"must be at most {MaxIds:N0}; give a query for more");
        if (!request.DryRun)
            CheckReason(request.Reason);
        if (request.Ticket?.Length > MaxTicket)
            throw new ReplayRequestException("ticket", $"must be at most {MaxTicket} characters");
        if (request.Rate < 1 || request.Rate > maxRate)
            throw new ReplayRequestException("rate", $"must be 1 to {maxRate} messages per second");
        if (request.OverrideLoopGuard is { } guard && (Length(guard) is < MinReason or > MaxReason))
            throw new ReplayRequestException("overrideLoopGuard", $"must be {MinReason} to {MaxReason} characters");
    }

    /// <summary>Checks the reason of an action.</summary>
    /// <exception cref="ReplayRequestException">It is missing, too short or too long.</exception>
    public static void CheckReason(string? reason)
    {
        if (Length(reason) is < MinReason or > MaxReason)
            throw new ReplayRequestException("reason", $"must be {MinReason} to {MaxReason} characters: it is what the audit tells");
    }

    private static int Length(string? text) => text?.Trim().Length ?? 0;
}

/// <summary>A replay that cannot be made as it was asked for.</summary>
/// <param name="field">The field of the request, such as <c>reason</c>.</param>
/// <param name="rule">The rule of the field.</param>
public sealed class ReplayRequestException(string field, string rule) : Exception($"{field} {rule}")
{
    /// <summary>The field of the request, such as <c>reason</c>.</summary>
    public string Field { get; } = field;

    /// <summary>The rule of the field.</summary>
    public string Rule { get; } = rule;
}
