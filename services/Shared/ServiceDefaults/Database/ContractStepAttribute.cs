namespace Microservices.ServiceDefaults.Database;

/// <summary>
/// Marks a migration that takes away what an older version of the service used. It may only come with a version whose
/// predecessor does without: see <c>docs/runbooks/upgrade.md</c>. Without the mark, a test refuses such a migration.
/// </summary>
/// <param name="unusedSince">The first version of the service that does without, such as <c>1.4.0</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ContractStepAttribute(string unusedSince) : Attribute
{
    /// <summary>The first version of the service that does without what the migration takes away.</summary>
    public string UnusedSince { get; } = unusedSince;
}
