using System.Globalization;

namespace Microservices.Chaos.Faults;

/// <summary>A wrong clock for a process, by libfaketime (Debian: <c>apt-get install libfaketime</c>).</summary>
internal static class Clock
{
    // Two machines that both keep their clocks by NTP differ by less; the lease of a mail leaves 15 s (services/Email/README.md).
    private const double MostSeconds = 10;

    private static readonly string? Library = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        : null;

    public static bool IsAvailable => Library is not null;

    /// <summary>The settings of a process whose clock is wrong by up to 10 s.</summary>
    /// <param name="strength">0 is 10 s behind, 1 is 10 s ahead.</param>
    public static IEnumerable<(string Key, string Value)> Skewed(double strength) =>
    [
        ("LD_PRELOAD", Library ?? throw new InvalidOperationException("There is no libfaketime here.")),
        ("FAKETIME", ((strength * 2 - 1) * MostSeconds).ToString("+0.0;-0.0", CultureInfo.InvariantCulture)),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ];
}
