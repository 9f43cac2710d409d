using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Microservices.DeadLetters.Components.Assets;

/// <summary>
/// Serves scripts and styles out of the assembly, so that the console is whole in every host: published, in an image, in
/// Standalone, in a test. No file is fetched from another site.
/// </summary>
internal sealed class ConsoleFiles
{
    private const string Root = "/console-files";
    private const int VersionLength = 16;

    private readonly ConcurrentDictionary<string, ConsoleFile?> _files = new(StringComparer.Ordinal);

    /// <summary>The address of a file, of this content.</summary>
    /// <exception cref="InvalidOperationException">There is no such file.</exception>
    public string Url(string name) => Find(name) is { } file
        ? $"{Root}/{name}?v={file.Version}"
        : throw new InvalidOperationException($"The console has no file {name}.");

    /// <summary>Maps the files. They tell nothing of anybody, so anybody may read them.</summary>
    internal static IEndpointConventionBuilder Map(IEndpointRouteBuilder app) =>
        app.MapGet(Root + "/{name}", (string name, ConsoleFiles files, HttpContext context) => files.Serve(name, context))
            .ExcludeFromDescription();

    private IResult Serve(string name, HttpContext context)
    {
        if (Find(name) is not { } file)
            return Results.NotFound();

        var headers = context.Response.Headers;
        headers.CacheControl = context.Request.Query["v"] == file.Version ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Vary = HeaderNames.AcceptEncoding;
        var isCompressed = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (isCompressed)
            headers.ContentEncoding = "gzip";
        return Results.Bytes(isCompressed ? file.Compressed : file.Bytes, file.ContentType,
            entityTag: new EntityTagHeaderValue($"\"{file.Version}{(isCompressed ? "-gzip" : "")}\""));
    }

    private ConsoleFile? Find(string name) => _files.TryGetValue(name, out var known) ? known : Load(name);

    // What is not there is not remembered: anybody may ask for any name.
    private ConsoleFile? Load(string name)
    {
        using var stream = typeof(ConsoleFiles).Assembly.GetManifestResourceStream($"console/{name}");
        if (stream is null)
            return null;

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        var file = new ConsoleFile(TypeOf(name), Convert.ToHexStringLower(SHA256.HashData(bytes))[..VersionLength], bytes,
            compressed.ToArray());
        return _files.GetOrAdd(name, file);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/javascript; charset=utf-8",
    };
}

/// <summary>A file of the console.</summary>
/// <param name="ContentType">Its type.</param>
/// <param name="Version">The beginning of its hash: another content has another address.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Compressed">The file by gzip.</param>
internal sealed record ConsoleFile(string ContentType, string Version, byte[] Bytes, byte[] Compressed);
