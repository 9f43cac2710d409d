using Microservices.Invoice.Pdf.Text;

namespace Microservices.Invoice.Tests;

/// <summary>The fonts that the build put beside the tests.</summary>
internal static class TestFonts
{
    public static FontSet All { get; } = new(FontSet.DefaultDirectory);

    /// <summary>All but some, as when a deployment lost files.</summary>
    public static FontSet Without(params string[] files)
    {
        var directory = Directory.CreateTempSubdirectory("fonts-");
        try
        {
            foreach (var file in Directory.GetFiles(FontSet.DefaultDirectory).Where(file => !files.Contains(Path.GetFileName(file))))
                File.CreateSymbolicLink(Path.Combine(directory.FullName, Path.GetFileName(file)), file);
            return new FontSet(directory.FullName);
        }
        finally
        {
            directory.Delete(recursive: true); // what is open stays
        }
    }
}
