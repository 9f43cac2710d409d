using System.Text.RegularExpressions;
using Microservices.Architecture.Tests.Rules;
using Microservices.Architecture.Tests.Settings;

namespace Microservices.Architecture.Tests;

public sealed partial class DocumentTests
{
    private static readonly string[] DocumentFolders = ["docs", "services", "contracts", "tests", "deploy"];

    private static readonly IReadOnlySet<string> Words = Repository.SourcesBelow("services")
        .Concat(Repository.SourcesBelow("contracts"))
        .SelectMany(file => Identifier().Matches(file.Text).Select(match => match.Value))
        .ToHashSet();

    [Fact]
    public void Should_name_what_exists_in_the_glossary() =>
        DocumentRule.CheckNames("docs/glossary.md", File.ReadAllText(Path.Combine(Repository.Root, "docs/glossary.md")), Words)
            .ShouldBeNone();

    [Fact]
    public void Should_link_to_files_that_exist() =>
        Documents().SelectMany(path => DocumentRule.CheckLinks(Repository.Root, path)).ShouldBeNone();

    [Fact]
    public void Should_name_tests_that_exist_for_every_feature_of_the_outbox()
    {
        var tests = Repository.SourcesBelow("tests/TransactionalOutbox.Tests")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file.Path),
                IReadOnlySet<string> (file) => TestMethod().Matches(file.Text).Select(match => match.Groups["name"].Value).ToHashSet());

        DocumentRule.CheckTests("docs/design/outbox.md", File.ReadAllText(Path.Combine(Repository.Root, "docs/design/outbox.md")), tests)
            .ShouldBeNone();
    }

    [Theory]
    [InlineData("docs/security.md")]
    [InlineData("docs/security-asvs.md")]
    public void Should_name_tests_that_exist_for_what_is_secure(string path)
    {
        var tests = Repository.SourcesBelow("tests").GroupBy(file => Path.GetFileNameWithoutExtension(file.Path)).ToDictionary(
            files => files.Key, IReadOnlySet<string> (files) => files.SelectMany(file => TestMethod().Matches(file.Text)).Select(match => match.Groups["name"].Value).ToHashSet());

        DocumentRule.CheckTests(path, File.ReadAllText(Path.Combine(Repository.Root, path)), tests)
            .ShouldBeNone();
    }

    [Fact]
    public void Should_find_a_test_that_is_gone_and_a_feature_without_one() =>
        DocumentRule.CheckTests("a.md", "| feature | test |\n|---|---|\n| one | `When_a.Should_b`, `When_c` |\n| two | `When_a.Should_c` |\n| three | none |\n",
                new Dictionary<string, IReadOnlySet<string>> { ["When_a"] = new HashSet<string> { "Should_b" } })
            .ShouldBe(
            [
                "a.md names the test When_c, which is not there",
                "a.md names the test When_a.Should_c, which is not there",
                "a.md names no test for three",
            ]);

    [Fact]
    public void Should_find_a_name_that_is_gone() =>
        DocumentRule.CheckNames("a.md", "| **gone** | `NoSuchType` | `Known` `/a/route` |", new HashSet<string> { "Known" })
            .ShouldBe(["a.md names NoSuchType, which is not in the source"]);

    [Fact]
    public void Should_find_a_dead_link()
    {
        var root = Directory.CreateTempSubdirectory("architecture-tests-");
        try
        {
            File.WriteAllText(Path.Combine(root.FullName, "a.md"),
                "[one](b.md) [two](https://example.test/c.md) [three](#here) [four](a.md#there)");

            DocumentRule.CheckLinks(root.FullName, "a.md").ShouldBe(["a.md links to b.md, which is not there"]);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact]
    public void Should_spell_settings_as_the_environment_does_and_name_those_that_exist()
    {
        var rule = new SettingKeyRule(
            [.. Repository.Services.SelectMany(service => ServiceSettings.Of(service).All).Select(setting => setting.Key).Distinct()]);

        Documents().SelectMany(path => rule.Check(path, File.ReadAllText(Path.Combine(Repository.Root, path)))).ShouldBeNone();
    }

    [Fact]
    public void Should_find_a_setting_that_is_gone_or_spelled_otherwise() =>
        new SettingKeyRule(["Shop__Name", "Shop__Keys__0__Hash"])
            .Check("a.md", "`Shop__Name` `Shop__Keys__1__Hash` `Shop__Keys__…` `Shop__Nmae` `Shop:Name` `Contracts.Shop:Name` `Other__Name`")
            .ShouldBe(["a.md names Shop__Nmae, which is no setting", "a.md spells Shop:Name with colons"]);

    private static IEnumerable<string> Documents() =>
        DocumentFolders
            .Select(folder => Path.Combine(Repository.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Repository.Root, path));

    [GeneratedRegex(@" (?<name>Should_\w+)\(")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Identifier();
}
