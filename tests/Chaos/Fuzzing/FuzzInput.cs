using System.Globalization;
using System.Security.Cryptography;

namespace Microservices.Chaos.Fuzzing;

/// <summary>Something to feed a target with.</summary>
/// <param name="Target">Whom.</param>
/// <param name="Body">What.</param>
/// <param name="ContentType">What it is said to be; null for nothing.</param>
/// <param name="Noise">What headers are drawn from; 0 for none.</param>
internal sealed record FuzzInput(FuzzTarget Target, byte[] Body, string? ContentType, int Noise)
{
    /// <summary>Whether the target takes it as it is: what is made of it comes further than what is made of something broken.</summary>
    public bool IsGood { get; init; }

    /// <summary>The name of a file of the corpus that holds this input; <see cref="Corpus"/> reads it.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture,
        $"{Convert.ToHexStringLower(SHA256.HashData(Body))[..12]}{(Noise == 0 ? "" : $".noise-{Noise}")}{Corpus.ExtensionOf(ContentType)}");
}
