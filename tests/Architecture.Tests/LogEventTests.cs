using Microservices.Architecture.Tests.Rules;
using Microsoft.Extensions.Logging;

namespace Microservices.Architecture.Tests;

public sealed partial class LogEventTests
{
    private static IEnumerable<(string Project, IEnumerable<Type> Types)> Projects => Repository.Assemblies.Select(
        assembly => (assembly.GetName().Name?.Replace("Microservices.", "", StringComparison.Ordinal) ?? "", (IEnumerable<Type>)assembly.GetTypes()));

    [Fact]
    public void Should_have_an_id_of_its_own_in_the_range_of_its_project() =>
        LogEventRule.Check(Projects).ShouldBeNone();

    [Fact]
    public void Should_have_found_events_in_each_service() =>
        Projects.Where(project => Repository.Services.Contains(project.Project))
            .Where(project => !project.Types.SelectMany(type => LogEventRule.EventsOf(project.Project, type)).Any())
            .Select(project => project.Project).ShouldBeNone();

    [Fact]
    public void Should_find_ids_that_are_used_twice_or_belong_to_others() =>
        LogEventRule.Check([("Email", [typeof(Log)]), ("Billing", [typeof(Elsewhere)])]).ShouldBe(
        [
            "Email: Stray has id 3001, outside of 2000 to 2999",
            "Billing: Lost is declared outside of Log.cs",
            "Billing: has no range of ids yet, see LogEventRule",
            "id 2001 is used by First, Second",
        ]);

#pragma warning disable SYSLIB1006 // Using an id twice is what the rule is to find.
    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Information, "First")]
        public static partial void First(ILogger logger);

        [LoggerMessage(2001, LogLevel.Information, "Second")]
        public static partial void Second(ILogger logger);

        [LoggerMessage(3001, LogLevel.Information, "Stray")]
        public static partial void Stray(ILogger logger);
    }
#pragma warning restore SYSLIB1006

    private static partial class Elsewhere
    {
        [LoggerMessage(5, LogLevel.Information, "Lost")]
        public static partial void Lost(ILogger logger);
    }
}
