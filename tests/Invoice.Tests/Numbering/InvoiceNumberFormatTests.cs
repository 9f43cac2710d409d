using Microservices.Invoice.Numbering;

namespace Microservices.Invoice.Tests.Numbering;

public class InvoiceNumberFormatTests
{
    [Theory]
    [InlineData("INV-{year}-{number:000000}", "INV", 1, "INV-2026-000001")]
    [InlineData("INV-{year}-{number:000000}", "INV", 1_234_567, "INV-2026-1234567")]
    [InlineData("{series}{year}.{number}", "RE", 7, "RE2026.7")]
    [InlineData("{year}_{series}_{number:0000}", "A-1", 12, "2026_A-1_0012")]
    public void Should_write_numbers(string format, string series, long sequence, string number)
    {
        InvoiceNumberFormat.TryParse(format, series, out var parsed, out _).ShouldBeTrue();
        parsed!.Write(2026, sequence).ShouldBe(number); // valid, as just asserted
    }

    [Theory]
    [InlineData("INV-{number}", "{year}")]
    [InlineData("INV-{year}", "{number}")]
    [InlineData("INV-{year}-{number}-{number}", "{number}")]
    [InlineData("{year}-{number}", "{series}")]
    [InlineData("INV/{year}/{number}", "letters")]
    [InlineData("INV {year} {number}", "letters")]
    [InlineData("INV-{year}-{nummer}-{number}", "letters")]
    [InlineData("INV-0123456789012345678901234567890123456789-{year}-{number}", "longer")]
    [InlineData("", "{year}")]
    public void Should_refuse_a_format_and_say_why(string format, string reason)
    {
        InvoiceNumberFormat.TryParse(format, "INV", out _, out var said).ShouldBeFalse();
        said!.ShouldContain(reason); // refused, as just asserted
    }
}
