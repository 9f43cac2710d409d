using Contracts.Rules;

namespace Microservices.Orders.Import;

/// <summary>One record of a CSV; reused from record to record.</summary>
internal sealed class CsvRecord
{
    /// <summary>
    /// The fields; <see langword="null"/> where the bytes are not UTF-8. With a fault: those before it.
    /// </summary>
    internal List<string?> Fields { get; } = [];

    /// <summary>The file's line that the record begins at, from 1.</summary>
    internal long FirstLine { get; set; }

    /// <summary>The file's line that it ends at.</summary>
    internal long LastLine { get; set; }

    /// <summary>What is wrong with it, if anything.</summary>
    internal CsvFault? Fault { get; set; }

    /// <summary>Whether nothing is to be seen in it, as spreadsheets and joined files leave lines behind.</summary>
    internal bool IsBlank => Fault is null
        && Fields.TrueForAll(text => text is not null && !Characters.IsAnyVisible(text));

    internal string? Field(int index) => index < Fields.Count ? Fields[index] : null;
}
