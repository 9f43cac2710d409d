using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microservices.DeadLetters.Alarms.Detecting;
using Microservices.DeadLetters.Alarms.Sending;
using Microservices.DeadLetters.Tests.Archive;
using Microservices.DeadLetters.Tests.Security.Scenes;
using Microservices.Testing;
using Microservices.Testing.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Tests.Alarms;

/// <summary>Alarms by webhook and mail; on each engine. Failures are from 9 days before the clock's time.</summary>
public abstract class When_people_are_told : IAsyncLifetime
{
    private const string OldQueue = "email-order-confirmed";
    private readonly StillClock _clock = new();
    private Hook _hook = null!; // set by InitializeAsync
    private SmtpCatcher _mail = null!; // set by InitializeAsync
    private (string Key, string Value)[] _settings = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hook = await Hook.StartAsync();
        _mail = SmtpCatcher.Start();
        _settings =
        [
            .. SecureService.AllRights, .. SecureService.Key(3, "prometheus", "read"), ("Security:ApiKeys:3:Scopes:0", "metrics.read"), .. await DatabaseAsync(),
            ("DeadLetters:Alarms:Interval", "01:00:00"), // the test does the rounds
            ("DeadLetters:Alarms:AgeLimit", "300.00:00:00"),
            ("DeadLetters:Alarms:PublicUrl", "https://dead-letters.example/"),
            ("DeadLetters:Alarms:Webhook:Url", _hook.Url),
            ("DeadLetters:Alarms:Webhook:Secret", "s3cret"),
            ("DeadLetters:Alarms:Mail:Host", _mail.Host),
            ("DeadLetters:Alarms:Mail:Port", $"{_mail.Port}"),
            ("DeadLetters:Alarms:Mail:Security", "None"),
            ("DeadLetters:Alarms:Mail:From", "dead-letters@shop.example"),
            ("DeadLetters:Alarms:Mail:To:0", "on-call@shop.example"),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await _hook.DisposeAsync();
        await _mail.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Should_tell_of_a_new_group_by_both_ways_and_once()
    {
        await using var service = await StartAsync();
        var ids = await Letters.AddAsync(service, "invoice-order-confirmed", 3);
        var group = await service.QueryAsync(context => context.DeadLetters.Where(letter => letter.Id == ids[0])
            .Select(letter => letter.GroupId).SingleAsync(Cancellation));

        await RoundAsync(service);
        await RoundAsync(service);

        var (body, signature, timestamp, key) = _hook.Posts.ShouldHaveSingleItem();
        var alarm = JsonElement.Parse(body);
        alarm.GetProperty("kind").GetString().ShouldBe("new_group");
        alarm.GetProperty("groupId").GetInt64().ShouldBe(group);
        alarm.GetProperty("open").GetInt32().ShouldBe(3);
        alarm.GetProperty("text").GetString().ShouldBe("New failure in invoice-order-confirmed: TimeoutException in Draft. "
            + $"3 open, the oldest since 2026-11-01 12:00:00 UTC. https://dead-letters.example/groups/{group}");
        signature.ShouldBe($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData("s3cret"u8, Encoding.UTF8.GetBytes($"{timestamp}.{body}")))}");
        long.Parse(timestamp.ShouldNotBeNull(), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        key.ShouldBe("dead-letters-1");
        var mail = _mail.Mails.ShouldHaveSingleItem();
        mail.Recipients.ShouldBe(["on-call@shop.example"]);
        mail.Header("Subject").ShouldBe("New failure in invoice-order-confirmed: TimeoutException in Draft");
        mail.Text.ShouldContain($"https://dead-letters.example/groups/{group}");
        mail.Text.ShouldContain($"deadletters replay --query group:{group} --dry-run");
        mail.Text.ShouldContain("Runbook: docs/runbooks/dead-letters.md");
    }

    [Fact]
    public async Task Should_call_nobody_by_a_name_that_a_message_gave()
    {
        await using var service = await StartAsync();
        await Letters.AddAsync(service, "<!channel>&<https://attacker.example|here>", 1);
        await RoundAsync(service);

        var alarm = JsonElement.Parse(_hook.Posts.ShouldHaveSingleItem().Body);
        alarm.GetProperty("text").GetString().ShouldNotBeNull()
            .ShouldStartWith("New failure in &lt;!channel&gt;&amp;&lt;https://attacker.example|here&gt;: ");
        alarm.GetProperty("queue").GetString().ShouldBe("<!channel>&<https://attacker.example|here>");
    }

    [Fact]
    public async Task Should_remind_until_somebody_takes_it()
    {
        await using var service = await StartAsync();
        await Letters.AddAsync(service, "invoice-order-confirmed", 1);
        await RoundAsync(service);
        await RoundAsync(service, TimeSpan.FromHours(25));
        _hook.Posts.Count.ShouldBe(2);

        await service.QueryAsync(context => context.Groups.ExecuteUpdateAsync(
            update => update.SetProperty(group => group.Status, "investigating"), Cancellation));
        await RoundAsync(service, TimeSpan.FromHours(25));

        _hook.Posts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_tell_of_what_waits_too_long()
    {
        await using var service = await StartAsync(("DeadLetters:Alarms:AgeLimit", "8.00:00:00"));
        await AddTakenAsync(service, OldQueue);
        await AddTakenAsync(service, "invoice-order-confirmed", letter => letter.FirstFailedAt = Letters.FailedAt.AddDays(5));

        await RoundAsync(service);
        await RoundAsync(service);

        var alarm = JsonElement.Parse(_hook.Posts.ShouldHaveSingleItem().Body);
        (alarm.GetProperty("kind").GetString(), alarm.GetProperty("queue").GetString()).ShouldBe(("age", OldQueue));
        alarm.GetProperty("link").GetString().ShouldBe(
            "https://dead-letters.example/messages?query=queue%3A%22email-order-confirmed%22");
    }

    [Fact]
    public async Task Should_tell_no_more_than_people_can_take()
    {
        await using var service = await StartAsync(("DeadLetters:Alarms:MaxPerHour", "2"));
        for (var group = 0; group < 5; group++)
            await Letters.AddAsync(service, "invoice-order-confirmed", 1);

        await RoundAsync(service);
        await RoundAsync(service, TimeSpan.FromMinutes(40));
        _hook.Posts.Count.ShouldBe(2);
        await RoundAsync(service, TimeSpan.FromMinutes(40));
        await RoundAsync(service, TimeSpan.FromMinutes(80));

        _hook.Posts.Select(post => JsonElement.Parse(post.Body).GetProperty("groupId").GetInt64()).Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public async Task Should_tell_once_whatever_the_number_of_replicas()
    {
        await using var service = await StartAsync();
        await using var second = IsShared ? await StartAsync() : null;
        for (var group = 0; group < 5; group++)
            await Letters.AddAsync(service, "invoice-order-confirmed", 1);
        _clock.Now += TimeSpan.FromHours(1);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => RunAsync(number % 2 == 0 ? service : second ?? service)));

        _hook.Posts.Count.ShouldBe(5);
        _mail.Mails.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Should_try_again_what_one_way_could_not_send()
    {
        await using var service = await StartAsync();
        await Letters.AddAsync(service, "invoice-order-confirmed", 1);
        _hook.Failures = 4; // one round's tries

        await RoundAsync(service);
        (_hook.Tries, _hook.Posts.Count, _mail.Mails.Count).ShouldBe((4, 0, 1));
        await RunAsync(service);
        _hook.Tries.ShouldBe(4); // not before its time

        await RoundAsync(service, TimeSpan.FromMinutes(1));
        (_hook.Posts.Count, _mail.Mails.Count).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Should_survive_a_short_failure_within_a_round()
    {
        await using var service = await StartAsync();
        await Letters.AddAsync(service, "invoice-order-confirmed", 1);
        _hook.Failures = 2;

        await RoundAsync(service);

        _hook.Posts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_show_what_is_open_on_metrics()
    {
        await using var service = await StartAsync(("DeadLetters:Alarms:Interval", "00:00:00.100"));
        await Letters.AddAsync(service, OldQueue, 3);

        await Eventually.Holds(async () =>
        {
            var metrics = await (await service.Client("prometheus").OpenAsync("/metrics")).Content.ReadAsStringAsync(Cancellation);
            return metrics.Split('\n').Any(line => line.StartsWith("microservices_dead_letters_open", StringComparison.Ordinal)
                    && line.Contains(OldQueue, StringComparison.Ordinal) && line.Contains("} 3", StringComparison.Ordinal))
                && metrics.Split('\n').Any(line => line.StartsWith("microservices_dead_letters_oldest_age", StringComparison.Ordinal)
                    && line.Contains($"}} {TimeSpan.FromDays(9).TotalSeconds}", StringComparison.Ordinal));
        }, "the metrics tell of three", cancellationToken: Cancellation);
    }

    [Theory]
    [InlineData("Webhook:Url", "chat", "Webhook__Url")]
    [InlineData("PublicUrl", "ftp://x", "PublicUrl")]
    [InlineData("Mail:From", "", "Mail__From")]
    [InlineData("Mail:To:0", "nobody@", "Mail__To__0")]
    [InlineData("Mail:UserName", "u", "Mail__Password")]
    [InlineData("MaxPerHour", "0", "MaxPerHour")]
    public async Task Should_refuse_settings_that_cannot_be_meant(string key, string value, string expected) =>
        (await Should.ThrowAsync<OptionsValidationException>(() => StartAsync(($"DeadLetters:Alarms:{key}", value))))
            .Message.ShouldContain($"DeadLetters__Alarms__{expected}");

    [Fact]
    public async Task Should_tell_by_webhook_alone_when_the_mail_server_is_empty()
    {
        await using var service = await StartAsync(("DeadLetters:Alarms:Mail:Host", ""));
        await Letters.AddAsync(service, "invoice-order-confirmed", 3);

        await RoundAsync(service);

        _hook.Posts.ShouldHaveSingleItem();
        _mail.Mails.ShouldBeEmpty();
    }

    /// <summary>Whether several services can share the database.</summary>
    protected abstract bool IsShared { get; }

    /// <summary>The settings of a fresh database; none for SQLite.</summary>
    protected abstract Task<(string Key, string Value)[]> DatabaseAsync();

    private Task<SecureService> StartAsync(params (string Key, string Value)[] settings) =>
        SecureService.StartAsync([.. _settings, .. settings], clock: _clock);

    private static async Task AddTakenAsync(
        SecureService service, string queue, Action<DeadLetters.Data.DeadLetter>? change = null)
    {
        await Letters.AddAsync(service, queue, 1, change);
        await service.QueryAsync(context => context.Groups.ExecuteUpdateAsync(
            update => update.SetProperty(group => group.Status, "investigating"), Cancellation));
    }

    private async Task RoundAsync(SecureService service, TimeSpan? later = null)
    {
        _clock.Now += later ?? TimeSpan.FromHours(1);
        await RunAsync(service);
    }

    private static async Task RunAsync(SecureService service)
    {
        var queues = await service.UseAsync<QueueStates, IReadOnlyList<QueueState>>(states => states.ReadAsync(Cancellation));
        await service.UseAsync<AlarmDetection, int>(detection => detection.RunAsync(queues, Cancellation));
        await service.UseAsync<NotificationDispatch, bool>(async dispatch =>
        {
            await dispatch.RunAsync(Cancellation);
            return true;
        });
    }
}
