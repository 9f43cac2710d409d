namespace Microservices.Architecture.Tests;

/// <summary>A C# source file.</summary>
/// <param name="Path">Its path from the repository's root.</param>
/// <param name="Text">Its content.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>The content as lines, in which comments and literals are blank and code stays where it is.</summary>
    public IReadOnlyList<string> CodeLines => SourceText.WithoutCommentsAndLiterals(Text).Split('\n');
}
