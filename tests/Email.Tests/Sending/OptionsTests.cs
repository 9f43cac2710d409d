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
    };

    [Fact]
    public void Should_accept_the_least_that_is_needed()
    {
        Should.NotThrow(() => Validate(Valid));
    }

    [Theory]
    [InlineData("Email:Sender:Address", null, "Email__Sender__Address is not set")]
    [InlineData("Email:Sender:Address", "Shop <orders@shop.example>", "Email__Sender__Address is no mail address")]
    [InlineData("Email:Sender:Name", null, "Email__Sender__Name is not set")]
    [InlineData("Email:Sender:ReplyTo", "nobody", "Email__Sender__ReplyTo is no mail address")]
    [InlineData("Email:Sender:MessageIdDomain", "shop example", "Email__Sender__MessageIdDomain is no domain")]
    [InlineData("Email:Smtp:Host", null, "Email__Smtp__Host is not set")]
    [InlineData("Email:Smtp:Port", "0", "Email__Smtp__Port must be between 1 and 65535")]
    [InlineData("Email:Smtp:Security", "Telepathy", "Failed to convert configuration value 'Telepathy' at 'Email:Smtp:Security'")]
    [InlineData("Email:Smtp:MaxConnections", "0", "Email__Smtp__MaxConnections must be between 1 and 100")]
    [InlineData("Email:Smtp:AttemptTimeout", "00:00:00", "Email__Smtp__AttemptTimeout must be between")]
    [InlineData("Email:Smtp:TotalTimeout", "00:00:05", "Email__Smtp__TotalTimeout is shorter than")]
    [InlineData("Email:Smtp:MaxMailsPerSecond", "0", "Email__Smtp__MaxMailsPerSecond must be between 1 and 10000")]
    [InlineData("Email:Smtp:BreakerFailurePercentage", "0", "Email__Smtp__BreakerFailurePercentage must be between")]
    [InlineData("Email:Smtp:Password", "secret", "Email__Smtp__UserName is not set, but a password is")]
    [InlineData("Email:Smtp:UserName", "shop", "Email__Smtp__PasswordFile (or Email__Smtp__Password) is not set")]
    [InlineData("Email:Smtp:PasswordFile", "/no/such/file", "Email__Smtp__PasswordFile names /no/such/file")]
    [InlineData("Email:Smtp:CaFile", "/no/such/file", "Email__Smtp__CaFile names /no/such/file")]
    [InlineData("Email:Transport", "Pigeon", "Failed to convert configuration value 'Pigeon' at 'Email:Transport'")]
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

        failure.Failures.ShouldHaveSingleItem().ShouldStartWith("Email__Smtp__Security is None");
        failure.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public void Should_need_no_mail_server_to_write_files()
    {
        var settings = new Dictionary<string, string?>(Valid) { ["Email:Transport"] = "files", ["Email:Smtp:Host"] = null };

        Should.NotThrow(() => Validate(settings));
    }

    private static void Validate(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddMetrics();
        builder.AddEmailSender();
        using var provider = builder.Services.BuildServiceProvider();

        provider.GetRequiredService<IStartupValidator>().Validate();
    }
}
