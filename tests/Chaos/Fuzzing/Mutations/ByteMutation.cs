namespace Microservices.Chaos.Fuzzing.Mutations;

/// <summary>Changes bytes, whatever they mean.</summary>
internal static class ByteMutation
{
    /// <summary>Makes one change.</summary>
    public static byte[] Apply(Random random, byte[] bytes)
    {
        var at = random.Next(bytes.Length + 1);
        var length = Math.Min(bytes.Length - at, random.Next(1, 20));
        return random.Next(6) switch
        {
            0 when at < bytes.Length => [.. bytes[..at], (byte)(bytes[at] ^ 1 << random.Next(8)), .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. bytes[(at + length)..]],
            2 => [.. bytes[..at], .. bytes.AsSpan(at, length), .. bytes[at..]],
            3 => bytes[..at],
            4 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
            _ => [.. bytes[..at], .. Snippets.Bytes[random.Next(Snippets.Bytes.Count)], .. bytes[at..]],
        };
    }
}
