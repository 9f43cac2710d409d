using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Tests.Security.Scenes;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Archive;

/// <summary>Writes dead letters as the ingest would, and reads what became of them.</summary>
internal static class Letters
{
    public static readonly DateTime FailedAt = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A group with its dead letters.</summary>
    public static Task<long[]> AddAsync(SecureService service, string queue, int count, Action<DeadLetter>? change = null) =>
        service.QueryAsync(async context =>
        {
            var group = new DeadLetterGroup
            {
                Fingerprint = $"{queue}-{Guid.NewGuid():N}",
                Queue = queue,
                Cause = "fault",
                Title = "TimeoutException in Draft",
                FirstSeenAt = FailedAt,
                LastSeenAt = FailedAt,
            };
            context.Groups.Add(group);
            await context.SaveChangesAsync(Cancellation);
            var letters = Enumerable.Range(0, count).Select(_ => New(queue, group.Id, change)).ToList();
            group.OpenCount = letters.Count(letter => letter.Status is "open" or "replaying");
            group.TotalCount = count;
            context.DeadLetters.AddRange(letters);
            await context.SaveChangesAsync(Cancellation);
            context.Attempts.AddRange(letters.Select(letter => new Attempt
            {
                DeadLetterId = letter.Id,
                SourceQueue = letter.SourceQueue,
                FailedAt = FailedAt,
                Cause = "fault",
                Exceptions = """[{"type":"System.TimeoutException"}]""",
                Headers = """{"MT-Reason":"fault"}""",
                Digest = "d",
            }));
            await context.SaveChangesAsync(Cancellation);
            return letters.Select(letter => letter.Id).ToArray();
        });

    /// <summary>Status and group counts, such as <c>open 2/3</c>.</summary>
    public static Task<string> ReadAsync(SecureService service, long id) => service.QueryAsync(async context =>
    {
        var letter = await context.DeadLetters.AsNoTracking().SingleAsync(row => row.Id == id, Cancellation);
        var group = await context.Groups.AsNoTracking().SingleAsync(row => row.Id == letter.GroupId, Cancellation);
        return $"{letter.Status} {group.OpenCount}/{group.TotalCount}{(letter.PurgeAt is null ? "" : " purged")}";
    });

    public static Task<int> CountAsync(SecureService service) =>
        service.QueryAsync(context => context.DeadLetters.CountAsync(Cancellation));

    private static DeadLetter New(string queue, long group, Action<DeadLetter>? change)
    {
        var id = Guid.NewGuid();
        var letter = new DeadLetter
        {
            Queue = queue,
            SourceQueue = $"{queue}_error",
            MessageKey = id.ToString(),
            MessageId = id,
            Cause = "fault",
            ExceptionMessage = "größer – <b>",
            GroupId = group,
            Body = [0, 255, 10, 13, 34],
            BodyJson = """{"orderId":1}""",
            Headers = """{"tenant":"north"}""",
            FirstFailedAt = FailedAt,
            LastFailedAt = FailedAt,
            Attempts = 1,
        };
        change?.Invoke(letter);
        return letter;
    }
}
