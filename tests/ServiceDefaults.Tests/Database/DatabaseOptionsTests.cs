using Microservices.ServiceDefaults.Database;
using Npgsql;

namespace Microservices.ServiceDefaults.Tests.Database;

public sealed class DatabaseOptionsTests
{
    private const string Address = "Host=postgres;Database=orders;Username=orders";

    [Theory]
    [InlineData(Address, null, "orders", "kept apart")]
    [InlineData(Address, "orders_2", "orders_2", "kept apart")]
    [InlineData($"{Address};Password=p", "orders_2", "orders", "p")]
    public void Should_take_a_password_with_its_user_where_the_connection_string_has_none(
        string connectionString, string? userName, string expectedUser, string expectedPassword)
    {
        var completed = new NpgsqlConnectionStringBuilder(
            new DatabaseOptions { UserName = userName, Password = "kept apart" }.Complete(connectionString));

        completed.Username.ShouldBe(expectedUser);
        completed.Password.ShouldBe(expectedPassword);
    }

    [Theory]
    [InlineData(Address)]
    [InlineData($"{Address};SSL Mode=Disable")]
    [InlineData($"{Address};SSL Mode=Require;Root Certificate=/other.pem")]
    public void Should_check_the_servers_certificate_when_an_authority_is_named(string connectionString)
    {
        var completed = new NpgsqlConnectionStringBuilder(
            new DatabaseOptions { RootCertificate = "/ca.pem" }.Complete(connectionString));

        completed.SslMode.ShouldBe(SslMode.VerifyFull);
        completed.RootCertificate.ShouldBe("/ca.pem");
    }

    [Fact]
    public void Should_leave_alone_what_the_connection_string_says_of_encryption() =>
        new NpgsqlConnectionStringBuilder(new DatabaseOptions().Complete($"{Address};SSL Mode=Require")).SslMode.ShouldBe(SslMode.Require);
}
