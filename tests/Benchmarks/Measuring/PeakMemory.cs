using System.Globalization;

namespace Microservices.Benchmarks.Measuring;

/// <summary>The most memory that this process had resident, from <c>/proc/self</c> (proc(5), VmHWM).</summary>
internal static class PeakMemory
{
    // "5" resets the peak to what is resident now.
    private const string ResetPeak = "5";

    /// <summary>Begins anew, without what an earlier run has left on the heap.</summary>
    public static void Reset()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        File.WriteAllText("/proc/self/clear_refs", ResetPeak);
    }

    /// <summary>In MB (10⁶ bytes).</summary>
    public static double ReadMegabytes() => Read("self", "VmHWM:");

    /// <summary>The most that a process had resident since it started, in MB (10⁶ bytes).</summary>
    public static double PeakMegabytes(int process) => Read($"{process}", "VmHWM:");

    /// <summary>What a process has resident now, in MB (10⁶ bytes).</summary>
    public static double ResidentMegabytes(int process) => Read($"{process}", "VmRSS:");

    private static double Read(string process, string field) => double.Parse(
        File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith(field, StringComparison.Ordinal))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
}
