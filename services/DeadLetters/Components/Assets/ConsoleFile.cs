namespace Microservices.DeadLetters.Components.Assets;

/// <summary>A file of the console.</summary>
/// <param name="ContentType">Its type.</param>
/// <param name="Version">The beginning of its hash: another content has another address.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Compressed">The file by gzip.</param>
internal sealed record ConsoleFile(string ContentType, string Version, byte[] Bytes, byte[] Compressed);
