namespace Microservices.DeadLetters.Querying;

/// <summary>A query that cannot be read. Says where, what is there, and what is expected instead.</summary>
internal sealed class QueryException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="column">The first wrong character: 1-based, in UTF-16 code units, never beyond the query.</param>
    /// <param name="found">What is there.</param>
    /// <param name="expected">What would be right, with an example where that helps.</param>
    public QueryException(int column, string found, string expected)
        : base($"Column {column}: found {found}, expected {expected}.")
    {
        Column = column;
        Found = found;
        Expected = expected;
    }

    /// <summary>The first wrong character: 1-based, in UTF-16 code units, never beyond the query.</summary>
    public int Column { get; }

    /// <summary>What is there.</summary>
    public string Found { get; }

    /// <summary>What would be right.</summary>
    public string Expected { get; }
}
