using Microservices.Architecture.Tests.Settings;

namespace Microservices.Architecture.Tests;

/// <summary>Every setting of every service: a wrong one is named, with its value and a valid one, and hides no other.</summary>
public sealed class SettingsTests
{
    private const string Wrong = "wrong";
    private const string Secret = "hunter2";

    public static TheoryData<string> Services => [.. Repository.Services];

    [Theory]
    [MemberData(nameof(Services))]
    public void Should_have_an_example_that_is_accepted(string service)
    {
        var settings = ServiceSettings.Of(service);

        settings.All.Count.ShouldBeGreaterThan(20);
        settings.All.Where(setting => string.IsNullOrWhiteSpace(setting.Example)).Select(setting => setting.Key).ShouldBeEmpty();
        // This machine need not have the files that examples name, and a password may be in one place only.
        settings.FindProblems([.. settings.All.Select(setting => (setting.Path, setting.Example))])
            .Where(problem => !problem.Contains("that exists", StringComparison.Ordinal) && !problem.Contains("keep one", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Should_name_a_setting_that_cannot_be_read(string service)
    {
        var settings = ServiceSettings.Of(service);

        foreach (var setting in settings.All.Where(setting => setting.IsParsed))
        {
            var problem = settings.FindProblems((setting.Path, Wrong)).ShouldHaveSingleItem();
            problem.ShouldStartWith($"{setting.Key}={Wrong}: must be ");
            problem.ShouldEndWith($", for instance {setting.Example}.");
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Should_name_a_setting_that_is_out_of_range(string service)
    {
        var settings = ServiceSettings.Of(service);
        Setting[] limited = [.. settings.All.Where(setting => setting.OutOfRange.Any())];

        limited.Length.ShouldBeGreaterThan(10);
        foreach (var outside in new Func<Setting, string>[] { setting => setting.OutOfRange.First(), setting => setting.OutOfRange.Last() })
        {
            var problems = settings.FindProblems([.. limited.Select(setting => (setting.Path, (string?)outside(setting)))]);
            foreach (var setting in limited)
            {
                problems.Where(problem => problem.StartsWith($"{setting.Key}={outside(setting)}: must be ", StringComparison.Ordinal))
                    .ShouldHaveSingleItem().ShouldEndWith($", for instance {setting.Example}.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Should_name_all_that_are_wrong_at_once(string service)
    {
        var settings = ServiceSettings.Of(service);
        Setting[] wrong = [.. settings.All.Where(setting => setting.IsParsed)];

        var problems = settings.FindProblems(
            [.. wrong.Select(setting => (setting.Path, (string?)Wrong)), ("Messaging:PrefetchCuont", "16"), ("Broker:Pasword", Secret)]);

        problems.Select(problem => problem.Split('=', ' ')[0]).Order(StringComparer.Ordinal).ShouldBe(
            wrong.Select(setting => setting.Key).Concat(["Messaging__PrefetchCuont", "Broker__Pasword"]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Should_show_no_secret(string service)
    {
        var settings = ServiceSettings.Of(service);
        (string, string?)[] secrets = [.. settings.All.Where(setting => setting.IsSecret).Select(setting => (setting.Path, (string?)Secret))];

        settings.All.Where(setting => setting.SoundsSecret && !setting.IsSecret).Select(setting => setting.Key).ShouldBeEmpty();
        settings.FindProblems([.. secrets, ("Broker:Passwort", Secret), ("Messaging:PrefetchCount", $"amqp://u:{Secret}@host")])
            .ShouldAllBe(problem => !problem.Contains(Secret));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Should_name_what_is_no_setting_and_what_there_is(string service)
    {
        var settings = ServiceSettings.Of(service);

        foreach (var section in settings.Sections.ToList())
        {
            var problem = settings.FindProblems(($"{section.Path}:Hots", "x"), ($"{section.Path}:Hots:Inner", "x")).ShouldHaveSingleItem();
            problem.ShouldStartWith($"{section.Path.Replace(":", "__", StringComparison.Ordinal)}__Hots is no setting; ");
            problem.ShouldContain(settings.All.First(setting => setting.Path.StartsWith($"{section.Path}:", StringComparison.Ordinal))
                .Path[(section.Path.Length + 1)..].Split(':')[0]);
        }
    }

    [Theory]
    [InlineData("DeadLetters", "DeadLetters:Ingset:BatchSize", "5", "DeadLetters__Ingset is no setting; DeadLetters has Alarms, ")]
    [InlineData("DeadLetters", "Security:ApiKeys:0:Scpoes", "reader", "Security__ApiKeys__0__Scpoes is no setting; ")]
    [InlineData("Email", "Email:Smtp:Host:Name", "x", "Email__Smtp__Host__Name is no setting: Email__Smtp__Host has none below it.")]
    [InlineData("Email", "Email:Smtp:Security", "1", "Email__Smtp__Security=1: must be one of None, StartTls, ")]
    [InlineData("Email", "Messaging:RedeliveryIntervals", "00:01:00,00:05:00",
        "Messaging__RedeliveryIntervals=00:01:00,00:05:00: must be set by its entries, __0 and so on, for instance 00:05:00.")]
    [InlineData("Email", "Messaging:OutboxLagLimit", "30", "Messaging__OutboxLagLimit=30: must be 00:00:01 to 1.00:00:00, ")]
    [InlineData("Email", "Messaging:PrefetchCount", "", "Messaging__PrefetchCount=: must be 1 to 1000, ")]
    [InlineData("Email", "Messaging:PrefetchCount", "1\n2", "Messaging__PrefetchCount=1?2: must be 1 to 1000, ")]
    [InlineData("Email", "Secrets:Folder", "/nowhere", "Secrets__Folder=/nowhere: must be a folder that exists, ")]
    [InlineData("Orders", "Orders:Import:Currency", "gbp", "Orders__Import__Currency=gbp: must be an ISO 4217 code in capitals, for instance GBP.")]
    [InlineData("Invoice", "Invoice:Vat:Rates:GERMANY", "19",
        "Invoice__Vat__Rates__GERMANY=19: must be named by an ISO 3166-1 alpha-2 code, for instance Invoice__Vat__Rates__DE=19.")]
    public void Should_say_what_is_wrong(string service, string path, string value, string expected) =>
        ServiceSettings.Of(service).FindProblems((path, value)).ShouldHaveSingleItem().ShouldStartWith(expected);
}
