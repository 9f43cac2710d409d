using Microservices.Email.Invoices;
using Microservices.Email.Sending;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microservices.Email.Tests.Sending;

public class OptionsTests
{
    private static readonly Dictionary<string, string?> Valid = new()
    {
        ["Email:Sender:Address"] = "orders@shop.example",
        ["Email:Sender:Name"] = "Example Shop",
        ["Email:Smtp:Host"] = "smtp.shop.example",
        ["Email:Invoices:Address"] = "https://shop.example/internal/",
    };

    [Fact]
    public void Should_accept_the_least_that_is_needed()
    {
        Should.NotThrow(() => Validate(Valid));
    }

    [Theory]
    [InlineData("Email:Sender:Address", null, "Email__Sender__Address is not set")]
    [InlineData("Email:Sender:Address", "Shop <orders@shop.example>", "Email__Sender__Address=Shop <orders@shop.example>: must be a mail address, for instance")]
    [InlineData("Email:Sender:Name", null, "Email__Sender__Name is not set")]
    [InlineData("Email:Sender:ReplyTo", "nobody", "Email__Sender__ReplyTo=nobody: must be a mail address, for instance")]
    [InlineData("Email:Sender:MessageIdDomain", "shop example", "Email__Sender__MessageIdDomain=shop example: must be the name of a domain")]
    [InlineData("Email:Smtp:Host", null, "Email__Smtp__Host is not set")]
    [InlineData("Email:Smtp:Port", "0", "Email__Smtp__Port=0: must be 1 to 65535, for instance 587")]
    [InlineData("Email:Smtp:Security", "Telepathy", "Email__Smtp__Security=Telepathy: must be one of None, ")]
    [InlineData("Email:Smtp:MaxConnections", "0", "Email__Smtp__MaxConnections=0: must be 1 to 100")]
    [InlineData("Email:Smtp:AttemptTimeout", "00:00:00", "Email__Smtp__AttemptTimeout=00:00:00: must be")]
    [InlineData("Email:Smtp:TotalTimeout", "00:00:05", "Email__Smtp__TotalTimeout=00:00:05: must be at least Email__Smtp__AttemptTimeout, for instance 00:00:30")]
    [InlineData("Email:Smtp:MaxMailsPerSecond", "0", "Email__Smtp__MaxMailsPerSecond=0: must be 1 to 10000")]
    [InlineData("Email:Smtp:BreakerFailurePercentage", "0", "Email__Smtp__BreakerFailurePercentage=0: must be")]
    [InlineData("Email:Smtp:Password", "secret", "Email__Smtp__UserName is not set: must be set when a password is set")]
    [InlineData("Email:Smtp:UserName", "shop", "Email__Smtp__PasswordFile is not set: must be set when Email__Smtp__UserName is")]
    [InlineData("Email:Smtp:PasswordFile", "/no/such/file", "Email__Smtp__PasswordFile=/no/such/file: must name a file that exists")]
    [InlineData("Email:Smtp:CaFile", "/no/such/file", "Email__Smtp__CaFile=/no/such/file: must name a file that exists")]
    [InlineData("Email:Invoices:Address", null, "Email__Invoices__Address is not set: needs a value, for instance http://invoice:8080")]
    [InlineData("Email:Invoices:Address", "invoice:8080", "Email__Invoices__Address=invoice:8080: must be an http or https address")]
    [InlineData("Email:Invoices:Address", "http://invoice/?key=1", "Email__Invoices__Address=http://invoice/?key=1: must be an http or https address")]
    [InlineData("Email:Invoices:TotalTimeout", "00:00:05", "Email__Invoices__TotalTimeout=00:00:05: must be at least Email__Invoices__AttemptTimeout, for instance 00:00:20")]
    [InlineData("Email:InvoiceMail:Enabled", "perhaps", "Email__InvoiceMail__Enabled=perhaps: must be")]
    [InlineData("Email:InvoiceMail:MaxSize", "100", "Email__InvoiceMail__MaxSize=100: must be 1024 to 100000000")]
    [InlineData("Email:Transport", "Pigeon", "Email__Transport=Pigeon: must be one of Smtp, Files, for instance Smtp")]
    public void Should_name_the_key_that_is_wrong(string key, string? value, string expected)
    {
        var failure = Should.Throw<Exception>(() => Validate(new(Valid) { [key] = value }));

        // Each failure begins with its key; several are joined.
        $"; {failure.Message}".ShouldContain($"; {expected}");
    }

    [Fact]
    public void Should_not_send_a_password_in_the_clear()
    {
        var settings = new Dictionary<string, string?>(Valid)
        {
            ["Email:Smtp:Security"] = "None",
            ["Email:Smtp:UserName"] = "shop",
            ["Email:Smtp:Password"] = "secret",
        };

        var failure = Should.Throw<OptionsValidationException>(() => Validate(settings));

        failure.Failures.ShouldHaveSingleItem().ShouldStartWith("Email__Smtp__Security=None: must not be None with a login");
        failure.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public void Should_need_no_mail_server_to_write_files()
    {
        var settings = new Dictionary<string, string?>(Valid) { ["Email:Transport"] = "files", ["Email:Smtp:Host"] = null };

        Should.NotThrow(() => Validate(settings));
    }

    [Fact]
    public void Should_need_no_address_where_no_invoice_is_mailed()
    {
        var settings = new Dictionary<string, string?>(Valid) { ["Email:Invoices:Address"] = null, ["Email:InvoiceMail:Enabled"] = "false" };

        Should.NotThrow(() => Validate(settings));
    }

    private static void Validate(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddMetrics();
        builder.AddEmailSender();
        builder.AddInvoiceMail();
        using var provider = builder.Services.BuildServiceProvider();

        provider.GetRequiredService<IStartupValidator>().Validate();
    }
}
