using System.Runtime.InteropServices;

namespace Microservices.Email.Tests.Support;

/// <summary>The ICU library that .NET uses, asked directly: https://unicode-org.github.io/icu-docs/apidoc/dev/icu4c/udat_8h.html</summary>
internal static class Icu
{
    private const int None = -1;
    private const int LongStyle = 1;
    private const string TimeZone = "UTC";

    private static readonly (nint Library, string Suffix) Loaded = Load();
    private static readonly OpenFormat Open = Function<OpenFormat>("udat_open");
    private static readonly WriteDate Write = Function<WriteDate>("udat_format");
    private static readonly CloseFormat Close = Function<CloseFormat>("udat_close");

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint OpenFormat(int timeStyle, int dateStyle, [MarshalAs(UnmanagedType.LPStr)] string locale,
        [MarshalAs(UnmanagedType.LPWStr)] string timeZone, int timeZoneLength, nint pattern, int patternLength, ref int status);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int WriteDate(nint format, double milliseconds, [Out] ushort[] text, int length, nint position, ref int status);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void CloseFormat(nint format);

    /// <summary>Days in ICU's long form, with the digits that .NET writes.</summary>
    public static IReadOnlyList<string> LongDates(string culture, IEnumerable<DateTime> days, string keywords = "")
    {
        var status = 0;
        var format = Open(None, LongStyle, $"{culture.Replace('-', '_')}@{keywords}numbers=latn", TimeZone, TimeZone.Length, 0, 0, ref status);
        status.ShouldBeLessThanOrEqualTo(0, culture);
        try
        {
            return [.. days.Select(day => LongDate(format, day))];
        }
        finally
        {
            Close(format);
        }
    }

    private static string LongDate(nint format, DateTime day)
    {
        var status = 0;
        var text = new ushort[200];
        var length = Write(format, (day - DateTime.UnixEpoch).TotalMilliseconds, text, text.Length, 0, ref status);
        status.ShouldBeLessThanOrEqualTo(0);
        return new string(MemoryMarshal.Cast<ushort, char>(text.AsSpan(0, length)));
    }

    private static T Function<T>(string name) where T : Delegate =>
        Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(Loaded.Library, name + Loaded.Suffix));

    // Linux has the version in every name, and .NET takes the newest.
    private static (nint Library, string Suffix) Load()
    {
        var linux = Enumerable.Range(50, 100).Reverse().Select(version => ($"libicui18n.so.{version}", $"_{version}"));
        foreach (var (name, suffix) in linux.Concat([("icu.dll", ""), ("libicucore.dylib", "")]))
        {
            if (NativeLibrary.TryLoad(name, out var library))
                return (library, suffix);
        }

        throw new DllNotFoundException("There is no ICU here, which .NET needs for its cultures; on Debian, install libicu72 or newer.");
    }
}
