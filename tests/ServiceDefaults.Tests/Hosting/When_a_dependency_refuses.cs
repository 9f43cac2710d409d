using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;
using Npgsql;

namespace Microservices.ServiceDefaults.Tests.Hosting;

/// <summary>What cannot be used, although it answers: the reason says what to do.</summary>
public sealed class When_a_dependency_refuses
{
    private const string Secret = "hunter2";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_blame_a_wrong_password_of_the_broker()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        var address = new UriBuilder(broker.ConnectionString) { Password = Secret }.Uri.AbsoluteUri;
        await using var service = TestService.Build(address);
        await service.App.StartAsync(Cancellation);

        var reason = await ReasonAsync(service, "broker", "check Broker__Password");

        reason.ShouldContain("refuses user");
        reason.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task Should_blame_a_virtual_host_that_is_not_there()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        var address = new UriBuilder(broker.ConnectionString) { Path = "nowhere" }.Uri.AbsoluteUri;
        await using var service = TestService.Build(address);
        await service.App.StartAsync(Cancellation);

        await ReasonAsync(service, "broker", "the virtual host nowhere");
    }

    [Fact]
    public async Task Should_tell_the_last_reason_rather_than_the_first()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        var address = new UriBuilder(broker.ConnectionString) { Path = "nowhere" }.Uri.AbsoluteUri;
        await using var proxy = TcpProxy.Start(address);
        proxy.Refuse();
        await using var service = TestService.Build(proxy.Redirect(address));
        await service.App.StartAsync(Cancellation);
        await ReasonAsync(service, "broker", "cannot be reached");

        proxy.Accept();

        await ReasonAsync(service, "broker", "the virtual host nowhere");
    }

    [Theory]
    [InlineData("Username=nobody-here", "refuses user nobody-here: check Database__Password")]
    [InlineData("Database=not_created", "has no database not_created: create it")]
    [InlineData("SSL Mode=VerifyFull;Root Certificate=/nowhere.pem", "names a file that is not there: /nowhere.pem")]
    [InlineData("Port=1", "cannot be reached: Connection refused")]
    public async Task Should_say_what_is_wrong_with_the_database(string setting, string reason)
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var service = await TestService.StartAsync("memory://", Cancellation,
            ("ConnectionStrings:Database", $"{database};{setting}"));

        await ReasonAsync(service, "database-probe", reason);
    }

    [Fact]
    public async Task Should_say_that_no_connection_is_left()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await using (var connection = new NpgsqlConnection(database))
        {
            await connection.OpenAsync(Cancellation);
            await using var command = new NpgsqlCommand(
                $"CREATE ROLE \"{name}\" LOGIN PASSWORD '{Secret}' CONNECTION LIMIT 0", connection);
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        await using var service = await TestService.StartAsync("memory://", Cancellation,
            ("ConnectionStrings:Database", $"{database};Username={name};Password={Secret}"));

        var reason = await ReasonAsync(service, "database-probe", "has no connection left: lower Maximum Pool Size");
        reason.ShouldNotContain(Secret);
    }

    private static async Task<string> ReasonAsync(TestService service, string check, string expected)
    {
        var readiness = await Eventually.Reads(() => Readiness.ReadAsync(service, Cancellation),
            readiness => readiness[check].Reason.Contains(expected, StringComparison.Ordinal),
            $"the reason of {check} holds '{expected}'", TimeSpan.FromSeconds(60), Cancellation);
        return readiness[check].Reason;
    }
}
