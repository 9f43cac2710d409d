using System.Linq.Expressions;

namespace Microservices.DeadLetters.Querying.Translation;

/// <summary>Values as EF Core makes parameters of them: members of an object, as a lambda's captured variables are.</summary>
internal static class Parameter
{
    /// <summary>A value that becomes a parameter.</summary>
    internal static Expression Of<T>(T value) =>
        Expression.Property(Expression.Constant(new Captured<T>(value)), nameof(Captured<T>.Value));

    private sealed record Captured<T>(T Value);
}
