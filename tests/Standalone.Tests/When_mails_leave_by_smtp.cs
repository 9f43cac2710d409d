using Microservices.Testing.Smtp;

namespace Microservices.Standalone.Tests;

public sealed class When_mails_leave_by_smtp
{
    [Fact]
    public async Task Should_take_the_mail_server_from_the_data_folder()
    {
        await using var server = SmtpCatcher.Start();
        using var standalone = new StandaloneProcess();
        standalone.Configure($$"""
            { "Email": { "Transport": "Smtp", "Smtp": { "Host": "{{server.Host}}", "Port": {{server.Port}}, "Security": "None" } } }
            """);

        var run = await standalone.RunAsync("--import", standalone.WriteCsv(orders: 3), "--exit");

        run.ExitCode.ShouldBe(0, run.Output);
        server.Mails.Count.ShouldBe(6, "a confirmation and an invoice for each");
        server.Mails.Count(mail => mail.Header("Message-ID")!.StartsWith("<invoice-", StringComparison.Ordinal)).ShouldBe(3); // our mails have one
    }

    [Fact]
    public async Task Should_name_each_setting_of_the_data_folder_that_is_wrong()
    {
        using var standalone = new StandaloneProcess();
        standalone.Configure("""
            { "Email": { "Transport": "Smtp", "Smtp": { "Prot": 25, "Security": "Tls" } }, "Orders": { "MaxLines": "many" } }
            """);

        var run = await standalone.RunAsync("--port", "0");

        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.TrimEnd().Split('\n').Length.ShouldBe(5, run.Output);
        run.Output.ShouldContain("Email__Smtp__Host is not set: needs a value, for instance smtp.shop.example.");
        run.Output.ShouldContain("Email__Smtp__Prot is no setting; ");
        run.Output.ShouldContain("Email__Smtp__Security=Tls: must be one of None, ");
        run.Output.ShouldContain("Orders__MaxLines=many: must be 1 to 30000, for instance 10000.");
    }
}
