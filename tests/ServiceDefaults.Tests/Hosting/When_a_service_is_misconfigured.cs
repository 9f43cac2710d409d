using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.ServiceDefaults.Tests.Hosting;

public sealed class When_a_service_is_misconfigured
{
    private const string Secret = "hunter2";

    [Theory]
    [InlineData("ConnectionStrings__Broker is not set", "ConnectionStrings:Broker", null)]
    [InlineData("ConnectionStrings__Broker must start with amqp://", "ConnectionStrings:Broker", $"ftp://u:{Secret}@h")]
    [InlineData("ConnectionStrings__Database is not set", "ConnectionStrings:Database", null)]
    [InlineData("ConnectionStrings__Database names no Host", "ConnectionStrings:Database", $"Password={Secret}")]
    [InlineData("ConnectionStrings__Database is no PostgreSQL", "ConnectionStrings:Database", $"{Secret}")]
    [InlineData("ConnectionStrings__Database must name a file", "ConnectionStrings:Database", "Data Source=:memory:")]
    [InlineData("ConnectionStrings__Probe names no Host", "ConnectionStrings:Probe", "Database=x")]
    [InlineData("Messaging__PrefetchCount must be 1 to 1000, for instance 32.", "Messaging:PrefetchCount", "0")]
    [InlineData("Messaging:PrefetchCount", "Messaging:PrefetchCount", "many")]
    [InlineData("Messaging__RedeliveryIntervals__0 must be", "Messaging:RedeliveryIntervals:0", "00:00:00")]
    [InlineData("Host__ShutdownTimeout must be 00:00:01 to 00:10:00", "Host:ShutdownTimeout", "00:00:00")]
    [InlineData("Host:ShutdownTimeout", "Host:ShutdownTimeout", "soon")]
    public async Task Should_say_so_in_one_line_and_exit_with_1(string message, string key, string? value)
    {
        var (exitCode, _, error) = await RunAsync(migrate: false, (key, value));

        exitCode.ShouldBe(1);
        error.ShouldContain(message);
        error.ShouldNotContain(Secret);
        error.TrimEnd().ShouldNotContain('\n');
        error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Should_name_every_problem_at_once()
    {
        var (_, _, error) = await RunAsync(migrate: false, ("ConnectionStrings:Broker", null),
            ("ConnectionStrings:Database", null), ("Messaging:DeliveryLimit", "-1"), ("Host:ShutdownTimeout", "02:00:00"));

        error.ShouldContain("ConnectionStrings__Broker");
        error.ShouldContain("ConnectionStrings__Database");
        error.ShouldContain("Messaging__DeliveryLimit");
        error.ShouldContain("Host__ShutdownTimeout");
    }

    [Fact]
    public async Task Should_exit_with_1_when_a_background_service_fails()
    {
        var service = TestService.Build("memory://",
            builder => builder.Services.AddHostedService<FailingBackgroundService>());
        using var writer = new StringWriter();

        (await new ServiceRunner(service.App, writer, writer).RunAsync()).ShouldBe(1);
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
        var runner = new ServiceRunner(service.App, output, error);
        var exitCode = migrate ? await runner.MigrateAsync() : await runner.RunAsync();
        return (exitCode, output.ToString(), error.ToString());
    }
}
