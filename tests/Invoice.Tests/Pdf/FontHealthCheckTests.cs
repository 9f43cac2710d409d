using Microservices.Invoice.Pdf.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.Invoice.Tests.Pdf;

public class FontHealthCheckTests
{
    [Fact]
    public async Task Should_be_healthy_with_every_file() =>
        (await CheckAsync(TestFonts.All)).Status.ShouldBe(HealthStatus.Healthy);

    [Fact]
    public async Task Should_name_the_files_that_are_missing()
    {
        using var fonts = TestFonts.Without("NotoSansThai-Regular.ttf", "NotoSans-Bold.ttf");

        var result = await CheckAsync(fonts);

        result.Status.ShouldBe(HealthStatus.Degraded);
        result.Description!.ShouldContain("NotoSans-Bold.ttf, NotoSansThai-Regular.ttf"); // degraded has one
    }

    private static Task<HealthCheckResult> CheckAsync(FontSet fonts) => new FontHealthCheck(fonts)
        .CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
}
