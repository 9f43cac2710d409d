namespace Microservices.DeadLetters.Alarms.Sending;

/// <summary>
/// Sends what was noted. A replica claims a notification before it sends it; one that dies in between leaves it to another after
/// the claim, so that people are told at least once.
/// </summary>
internal sealed class NotificationDispatch(DeadLettersDbContext dbContext, IEnumerable<INotificationChannel> channels,
    AlarmMetrics metrics, TimeProvider timeProvider, ILogger<NotificationDispatch> logger)
{
    private const int AtATime = 50;
    private const int LongestBackoff = 5; // doublings
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Backoff = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(1);

    private readonly List<INotificationChannel> _channels = [.. channels.Where(channel => channel.IsOn)];

    private DateTime Now => timeProvider.GetUtcNow().UtcDateTime;

    /// <summary>Sends what waits.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        var waiting = await Free(now).OrderBy(notification => notification.Id).Take(AtATime)
            .Select(notification => notification.Id).ToListAsync(cancellationToken);
        foreach (var id in waiting)
        {
            var until = Now + Claim;
            var claimed = await Free(Now).Where(notification => notification.Id == id).ExecuteUpdateAsync(update => update
                .SetProperty(notification => notification.ClaimedUntil, until)
                .SetProperty(notification => notification.Tries, notification => notification.Tries + 1), cancellationToken);
            if (claimed == 1)
                await SendAsync(id, cancellationToken);
        }
    }

    private IQueryable<Notification> Free(DateTime now) => dbContext.Notifications.Where(notification =>
        notification.FinishedAt == null && (notification.ClaimedUntil == null || notification.ClaimedUntil < now));

    private async Task SendAsync(long id, CancellationToken cancellationToken)
    {
        var notification = await dbContext.Notifications.AsTracking().SingleAsync(row => row.Id == id, cancellationToken);
        foreach (var channel in _channels.Where(channel => !channel.HasSent(notification)))
        {
            try
            {
                await channel.SendAsync(notification, cancellationToken);
                channel.MarkSent(notification, Now);
                metrics.Sent(channel.Name, isSent: true);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                metrics.Sent(channel.Name, isSent: false);
                logger.NotificationNotSent(exception, id, channel.Name);
            }

            // At once: what this one has sent is not sent again because another one is slow.
            await dbContext.SaveChangesAsync(cancellationToken);
        }

        Finish(notification);
        await dbContext.SaveChangesAsync(cancellationToken);
        dbContext.ChangeTracker.Clear();
    }

    private void Finish(Notification notification)
    {
        if (_channels.TrueForAll(channel => channel.HasSent(notification)))
        {
            notification.FinishedAt = Now;
        }
        else if (Now - notification.CreatedAt > GiveUpAfter)
        {
            notification.FinishedAt = Now;
            logger.NotificationGivenUp(notification.Id);
        }
        else
        {
            notification.ClaimedUntil = Now + Backoff * (1 << Math.Min(notification.Tries - 1, LongestBackoff));
        }
    }
}
