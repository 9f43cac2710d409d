using System.Globalization;

namespace Microservices.Benchmarks.Measuring;

internal static class ProcessMemory
{
    /// <summary>The largest resident set that this process has had, in MiB (<c>VmHWM</c> of proc(5)).</summary>
    public static double PeakMiB()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
