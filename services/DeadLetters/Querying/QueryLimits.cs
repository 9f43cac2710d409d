namespace Microservices.DeadLetters.Querying;

/// <summary>How large a query may grow: each term costs the database a condition.</summary>
internal static class QueryLimits
{
    /// <summary>Characters of a query: fits into a URL with room to spare.</summary>
    internal const int Length = 2000;

    /// <summary>Terms of a query.</summary>
    internal const int Terms = 40;

    /// <summary>Values of one term.</summary>
    internal const int Values = 50;

    /// <summary>Names in the path of <c>body.</c>: each may hold a list, which doubles the ways to look for the value.</summary>
    internal const int PathParts = 4;

    /// <summary>Values of a <c>body.</c> term, each of which is looked for in all of these ways.</summary>
    internal const int BodyValues = 10;

    /// <summary>The longest age. More than a retention can be, and far from where dates end.</summary>
    internal const int AgeDays = 36_500;
}
