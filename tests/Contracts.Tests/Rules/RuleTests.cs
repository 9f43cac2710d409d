using System.Globalization;
using System.Text.RegularExpressions;
using Contracts.Rules;
using Microservices.Testing.Contracts;

namespace Microservices.Contracts.Tests.Rules;

public sealed class RuleTests
{
    public static TheoryData<string> Cultures => ["", "en-US", "tr-TR", "fa-IR", "ar-SA", "th-TH", "hi-IN", "de-CH"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Should_take_what_is_right_and_refuse_what_is_wrong_in_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);

        RuleCases.All.Where(it => Holds(it) != it.IsRight).Select(it => it.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public void Should_try_every_rule_both_ways() => RuleCases.All.Select(it => (it.Format, it.IsRight)).Distinct()
        .ShouldBe(TextRules.Formats.Append(Instants.Format).Append(Dates.Format).Append(Uuids.Format).SelectMany(format => new[] { (format, true), (format, false) }), ignoreOrder: true);

    [Fact]
    public void Should_state_patterns_that_what_is_right_matches() =>
        RuleCases.All.Where(it => it.IsRight && TextRules.Find(it.Format)?.Pattern is { } pattern && !Regex.IsMatch(it.Text, pattern))
            .Select(it => it.ToString()).ShouldBeEmpty();

    // Names of queues and Message-IDs have rules of their own elsewhere, a reason is what an exception says, and a hash is compared as a
    // whole: what is none equals none.
    [Fact]
    public void Should_rule_every_text_of_the_contracts() =>
        ContractTypes.All.SelectMany(type => type.GetProperties())
            .Where(member => member.PropertyType == typeof(string) && member.GetCustomAttributes(typeof(TextRuleAttribute), inherit: false).Length == 0)
            .Select(member => member.Name).Distinct().ShouldBe(["MailMessageId", "Queue", "Reason", "Sha256"], ignoreOrder: true);

    // What a reader learns that knows the schema and not our formats: all of it, up to U+FFFF.
    [Fact]
    public void Should_state_a_pattern_of_identifiers_that_refuses_what_is_wrong() =>
        RuleCases.All.Where(it => it is { Format: Identifiers.Format, IsRight: false } && it.Text.Length <= Identifiers.MaxLength
            && Identifiers.Rule.Check(it.Text) is not TextFault.NotUnicode && !it.Text.Any(char.IsSurrogate)
            && Regex.IsMatch(it.Text, Identifiers.Rule.Pattern!.TrimEnd('$') + @"\z")) // it has one, whose end is the text's
            .Select(it => it.ToString()).ShouldBeEmpty();

    [Theory]
    [InlineData("2026-05-01T09:30:00.1234569Z", "2026-05-01T09:30:00.1234560+00:00")]
    [InlineData("2026-05-01T23:59:59.999999999Z", "2026-05-01T23:59:59.9999990+00:00")]
    [InlineData("2026-05-01T09:30:00.5+05:30", "2026-05-01T09:30:00.5000000+05:30")]
    [InlineData("9999-12-31T23:59:59.99999999999Z", "9999-12-31T23:59:59.9999990+00:00")]
    public void Should_cut_an_instant_to_the_microsecond(string text, string expected)
    {
        Instants.Read(text, out var instant).ShouldBe(InstantReading.Zoned);
        instant.ToString("O", CultureInfo.InvariantCulture).ShouldBe(expected);
    }

    [Theory]
    [InlineData("2026-05-01T09:30:00.1234567Z", "2026-05-01T09:30:00.1234567+00:00")]
    [InlineData("2026-05-01 09:30:00.123456789Z", "2026-05-01T09:30:00.1234567+00:00")]
    public void Should_read_an_instant_as_finely_as_earlier_releases(string text, string expected)
    {
        Instants.ReadFinely(text, out var instant).ShouldBe(InstantReading.Zoned);
        instant.ToString("O", CultureInfo.InvariantCulture).ShouldBe(expected);
    }

    [Fact]
    public void Should_show_what_nobody_sees() => Characters.Show("a\u200Bb\u0000\uD83D🍺\U000E0041می\u200Cخواهم\u00A0x")
        .ShouldBe("a\\u200bb\\u0000\\ud83d🍺\\udb40\\udc41می\u200Cخواهم\\u00a0x");

    [Theory]
    [InlineData("DE 123 456 789", "DE123456789", "DE")]
    [InlineData("EL123456789", "EL123456789", "GR")]
    [InlineData("XI123456789", "XI123456789", "XI")]
    [InlineData("CHE-123.456.789 MWST", "CHE123456789MWST", null)]
    [InlineData("51 824 753 556", "51824753556", null)]
    public void Should_tell_which_country_gave_a_vat_id(string text, string compact, string? country)
    {
        VatIds.Compact(text).ShouldBe(compact);
        VatIds.CountryOf(text).ShouldBe(country);
    }

    private static bool Holds(RuleCase it) => it.Format switch
    {
        Instants.Format => Instants.Read(it.Text, out _) == InstantReading.Zoned,
        Uuids.Format => Uuids.TryRead(it.Text, out _),
        Dates.Format => Dates.TryRead(it.Text, out _),
        var format => TextRules.Find(format)!.Holds(it.Text), // another test sees to it that there is one
    };
}
