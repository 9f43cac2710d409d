using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Tests.Hosting;

public sealed class When_a_service_is_misconfigured
{
    private const string Secret = "hunter2";
    private const string AllEntries = "{0..10}";

    // Who is not on loopback alone needs one.
    private static (string, string?)[] Key =>
        [.. TestKeys.Settings(0, "tests", TestKeys.Everything, TestKeys.AllScopes)
            .Select(setting => (setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value))];

    [Theory]
    [InlineData("ConnectionStrings__Broker is not set", "ConnectionStrings:Broker", null)]
    [InlineData("ConnectionStrings__Broker must start with amqp://", "ConnectionStrings:Broker", $"ftp://u:{Secret}@h")]
    [InlineData("ConnectionStrings__Database is not set", "ConnectionStrings:Database", null)]
    [InlineData("ConnectionStrings__Database names no Host", "ConnectionStrings:Database", $"Password={Secret}")]
    [InlineData("ConnectionStrings__Database is no PostgreSQL", "ConnectionStrings:Database", $"{Secret}")]
    [InlineData("ConnectionStrings__Database has no valid value for 'maximum pool size'", "ConnectionStrings:Database", "Host=h;Maximum Pool Size=many")]
    [InlineData("ConnectionStrings__Database has a word that is no setting", "ConnectionStrings:Database", $"Host=h;Password=x;{Secret}=y")]
    [InlineData("Maximum Pool Size=0 must be at least 5", "ConnectionStrings:Database", "Host=h;Maximum Pool Size=0")]
    [InlineData("Maximum Pool Size=4 must be at least 5", "ConnectionStrings:Database", "Host=h;Maximum Pool Size=4")]
    [InlineData("ConnectionStrings__Database must name a file", "ConnectionStrings:Database", "Data Source=:memory:")]
    [InlineData("ConnectionStrings__Probe names no Host", "ConnectionStrings:Probe", "Database=x")]
    [InlineData("Messaging__PrefetchCount=0: must be 1 to 1000, for instance 32.", "Messaging:PrefetchCount", "0")]
    [InlineData("Messaging__PrefetchCount=many: must be 1 to 1000, for instance 32.", "Messaging:PrefetchCount", "many")]
    [InlineData("Messaging__PrefetchCuont is no setting; Messaging has", "Messaging:PrefetchCuont", "16")]
    [InlineData("Messaging__RedeliveryIntervals__0=00:00:00: must be", "Messaging:RedeliveryIntervals:0", "00:00:00")]
    [InlineData("Messaging__RetryMaxInterval=00:00:00.001: must not be less than", "Messaging:RetryMaxInterval", "00:00:00.001")]
    [InlineData("Messaging__RetryLimit=20: must not let all retries together take more", "Messaging:RetryLimit", "20")]
    [InlineData("Messaging__RedeliveryIntervals: must have at most 10 entries", "Messaging:RedeliveryIntervals:{0..10}", "00:01:00")]
    [InlineData("Host__ShutdownTimeout=00:00:00: must be 00:00:01 to 00:10:00", "Host:ShutdownTimeout", "00:00:00")]
    [InlineData("Host__ShutdownTimeout=soon: must be 00:00:01 to 00:10:00", "Host:ShutdownTimeout", "soon")]
    [InlineData("anywhere is no address, such as http://localhost:5080; stop", "urls", "anywhere")]
    public async Task Should_say_so_in_one_line_and_exit_with_1(string message, string key, string? value)
    {
        string[] keys = key.EndsWith(AllEntries, StringComparison.Ordinal)
            ? [.. Enumerable.Range(0, 11).Select(entry => key.Replace(AllEntries, $"{entry}", StringComparison.Ordinal))]
            : [key];

        var (exitCode, _, error) = await RunAsync(migrate: false, [.. keys.Select(each => (each, value)), .. Key]);

        exitCode.ShouldBe(1);
        error.ShouldContain(message);
        error.ShouldNotContain(Secret);
        error.TrimEnd().ShouldNotContain('\n');
        error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Should_name_every_problem_at_once_on_a_line_of_its_own()
    {
        var (exitCode, _, error) = await RunAsync(migrate: false, ("ConnectionStrings:Broker", null),
            ("ConnectionStrings:Database", null), ("Messaging:DeliveryLimit", "-1"), ("Messaging:PrefetchCount", "many"),
            ("Messaging:RetryLimti", "3"), ("Host:ShutdownTimeout", "02:00:00"), ("Broker:Password", null));

        exitCode.ShouldBe(1);
        error.TrimEnd().Split(Environment.NewLine)[1..].Select(line => line.Trim().Split(' ', '=')[0]).ShouldBe(
        [
            "ConnectionStrings__Broker", "ConnectionStrings__Database", "Host__ShutdownTimeout", "Messaging__DeliveryLimit",
            "Messaging__PrefetchCount", "Messaging__RetryLimti"
        ]);
    }

    [Theory]
    [InlineData("Host=h;Maximum Pool Size=19", "16", "Maximum Pool Size=19 must be at least 20")]
    [InlineData("Host=h", "97", "Maximum Pool Size=100 must be at least 101")]
    [InlineData("Host=h;Maximum Pool Size=20", "16", null)]
    [InlineData("Host=h;Maximum Pool Size=2;Pooling=false", "16", null)]
    [InlineData("Host=h;Maximum Pool Size=4", "zero", "Messaging__ConcurrentMessageLimit=zero: must be 1 to 1000, for instance 16.")]
    public async Task Should_compare_the_pool_with_what_works_at_once(string database, string limit, string? expected)
    {
        await using var service = TestService.Build("amqp://u:p@127.0.0.1:1/", configure: null,
            ("ConnectionStrings:Database", database), ("Messaging:ConcurrentMessageLimit", limit));
        var validator = service.App.Services.GetRequiredService<IStartupValidator>();

        if (expected is null)
            Should.NotThrow(validator.Validate);
        else
            Should.Throw<OptionsValidationException>(validator.Validate).Failures.ShouldHaveSingleItem().ShouldContain(expected);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("http://localhost:{0}")]
    [InlineData("http://*:{0}")]
    public async Task Should_say_that_the_port_is_taken_and_log_no_stack_trace(string address)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = string.Format(CultureInfo.InvariantCulture, address, ((IPEndPoint)other.LocalEndpoint).Port);
        var service = TestService.Build("memory://", configure: null, [("urls", taken), .. Key]);
        var logs = service.Logs;
        using var error = new StringWriter();

        var exitCode = await new ServiceRunner(service.App, error, error, "Http__Port").RunAsync();

        exitCode.ShouldBe(1);
        error.ToString().TrimEnd().ShouldEndWith($" could not start: {taken} is taken by another process; stop what uses it, or change Http__Port.");
        logs.GetSnapshot().ShouldAllBe(record => record.Exception == null);
    }

    [Fact]
    public async Task Should_exit_with_1_when_a_background_service_fails()
    {
        var service = TestService.Build("memory://",
            builder => builder.Services.AddHostedService<FailingBackgroundService>());
        using var writer = new StringWriter();

        (await new ServiceRunner(service.App, writer, writer, "").RunAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Should_migrate_without_a_broker()
    {
        var (exitCode, output, error) = await RunAsync(migrate: true, ("ConnectionStrings:Broker", null));

        error.ShouldBeEmpty();
        exitCode.ShouldBe(0);
        output.ShouldBe("Probe: applied the schema" + Environment.NewLine);
    }

    [Fact]
    public async Task Should_not_migrate_without_a_database()
    {
        var (exitCode, output, error) = await RunAsync(migrate: true, ("ConnectionStrings:Database", null));

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        error.ShouldContain("ConnectionStrings__Database is not set");
    }

    [Fact]
    public async Task Should_say_that_the_database_cannot_be_reached()
    {
        var (exitCode, _, error) = await RunAsync(migrate: true,
            ("ConnectionStrings:Database", $"Host=127.0.0.1;Port=1;Password={Secret}"));

        exitCode.ShouldBe(1);
        error.ShouldContain("could not migrate");
        error.ShouldContain("Connection refused");
        error.ShouldNotContain(Secret);
        error.TrimEnd().ShouldNotContain('\n');
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        bool migrate, params (string Key, string? Value)[] settings)
    {
        var service = TestService.Build("memory://", configure: null, settings);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var runner = new ServiceRunner(service.App, output, error, "Http__Port");
        var exitCode = migrate ? await runner.MigrateAsync() : await runner.RunAsync();
        return (exitCode, output.ToString(), error.ToString());
    }
}
