using System.IO.Compression;

namespace Microservices.Testing;

/// <summary>
/// The real orders in the folder <c>shared/data</c> beside the repository. They are not part of it: a test that needs them
/// is skipped where the folder is missing (<c>Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason)</c>).
/// </summary>
public static class TestData
{
    /// <summary>File name of the real orders with one or more whole invoices per dirty case (2,693 rows).</summary>
    public const string EdgeCasesFile = "online_retail_edge_cases.csv";

    /// <summary>File name of rows in ISO-8859-1: an input in a wrong encoding.</summary>
    public const string Latin1File = "online_retail_vouchers_latin1.csv";

    /// <summary>File name of the full set (541,909 rows), compressed by Brotli.</summary>
    public const string FullSetFile = "online_retail.csv.br";

    /// <summary>Environment variable that names the folder when it is elsewhere.</summary>
    public const string FolderVariable = "TEST_DATA";

    /// <summary>The repository's root: the folder that holds the solution.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests do not run from inside the repository.</exception>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>Where the files are expected: <see cref="FolderVariable"/>, else <c>../shared/data</c>.</summary>
    public static string Folder { get; } = Path.GetFullPath(
        Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder
            ? folder
            : Path.Combine(RepositoryRoot, "..", "shared", "data"));

    /// <summary>Whether the files are there.</summary>
    public static bool IsAvailable => File.Exists(Path.Combine(Folder, EdgeCasesFile));

    /// <summary>The reason to skip a test with: which folder is missing.</summary>
    public static string MissingReason =>
        $"data folder missing: {Folder} (set {FolderVariable} to the folder that holds {EdgeCasesFile})";

    /// <summary>Path of one file of the folder.</summary>
    /// <param name="fileName">The file's name, such as <see cref="EdgeCasesFile"/>.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="FileNotFoundException">The folder or the file is missing.</exception>
    public static string PathOf(string fileName)
    {
        var path = Path.Combine(Folder, fileName);
        return File.Exists(path) ? path : throw new FileNotFoundException(MissingReason, path);
    }

    /// <summary>Opens the full set as plain CSV, decompressing as it is read.</summary>
    /// <returns>The CSV's bytes, UTF-8.</returns>
    /// <exception cref="FileNotFoundException">The folder or the file is missing.</exception>
    public static Stream OpenFullSet() =>
        new BrotliStream(File.OpenRead(PathOf(FullSetFile)), CompressionMode.Decompress);

    private static string FindRepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Microservices.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException(
            $"No folder above {AppContext.BaseDirectory} holds Microservices.sln: run the tests from the repository.");
    }
}
