using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Microservices.Architecture.Tests.Rules;

/// <summary>Log events are declared in a project's <c>Log</c>, with an id of its own out of the project's range.</summary>
internal static class LogEventRule
{
    private const int RangeSize = 1000;

    /// <summary>First id of each project's range; the next project takes the next thousand.</summary>
    public static IReadOnlyDictionary<string, int> Ranges { get; } = new Dictionary<string, int>
    {
        ["Orders"] = 1000,
        ["Email"] = 2000,
        ["Inventory"] = 3000,
        ["Invoice"] = 4000,
        ["DeadLetters"] = 5000,
        ["TransactionalOutbox"] = 6000,
        ["Standalone"] = 8000,
        ["ServiceDefaults"] = 9000,
    };

    /// <returns>One line for each event that breaks the rule.</returns>
    public static IEnumerable<string> Check(IEnumerable<(string Project, IEnumerable<Type> Types)> projects)
    {
        var events = projects
            .SelectMany(project => project.Types.SelectMany(type => EventsOf(project.Project, type))).ToList();
        foreach (var (project, method, id) in events)
        {
            if (method.DeclaringType?.Name != "Log")
            {
                yield return $"{project}: {method.Name} is declared outside of Log.cs";
            }

            if (!Ranges.TryGetValue(project, out var first))
            {
                yield return $"{project}: has no range of ids yet, see {nameof(LogEventRule)}";
            }
            else if (id < first || id >= first + RangeSize)
            {
                yield return $"{project}: {method.Name} has id {id}, outside of {first} to {first + RangeSize - 1}";
            }
        }

        foreach (var same in events.GroupBy(one => one.Id).Where(group => group.Count() > 1))
        {
            yield return $"id {same.Key} is used by {string.Join(", ", same.Select(one => one.Method.Name))}";
        }
    }

    public static IEnumerable<(string Project, MethodInfo Method, int Id)> EventsOf(string project, Type type) =>
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public
            | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let declared = method.GetCustomAttribute<LoggerMessageAttribute>()
        where declared is not null
        select (project, method, declared.EventId);
}
