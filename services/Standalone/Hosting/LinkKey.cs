using System.Buffers.Text;
using System.Security.Cryptography;

namespace Microservices.Standalone.Hosting;

/// <summary>The key of the customers' links, in a file of the data folder: the links of yesterday's mails work today.</summary>
internal static class LinkKey
{
    private const int Bytes = 32;

    internal static string ReadOrMake(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, "customer-links.key");
        if (!File.Exists(path) || new FileInfo(path).Length == 0) // a crash left an empty one
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new StreamWriter(path, options);
            file.Write(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));
        }

        return File.ReadAllText(path);
    }
}
