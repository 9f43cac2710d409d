using System.Buffers;
using System.Globalization;
using System.Text;

namespace Contracts.Rules;

/// <summary>What kinds of characters there are, by the Unicode data that .NET brings, which is the same on every machine.</summary>
public static class Characters
{
    private const char LastWithoutMeaning = '\uFDEF';
    private const char FirstWithoutMeaning = '\uFDD0';
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    // Shown as nothing, although their categories are those of letters, marks and symbols: the rest of Default_Ignorable_Code_Point
    // (https://www.unicode.org/reports/tr44/) without the variation selectors, and the empty pattern of Braille.
    private static readonly SearchValues<char> ShownAsNothing =
        SearchValues.Create("\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2800\u3164\uFFA0");

    /// <summary>How many characters (Unicode code points) a text has, as JSON Schema and PostgreSQL count.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The number; half of a surrogate pair counts as one.</returns>
    public static int Count(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        var count = text.Length;
        for (var index = 1; index < text.Length; index++)
        {
            if (char.IsSurrogatePair(text[index - 1], text[index]))
                count--;
        }

        return count;
    }

    /// <summary>Whether a text is Unicode without control characters.</summary>
    /// <param name="text">The text.</param>
    /// <returns>What is wrong with it, or <see langword="null"/>.</returns>
    public static TextFault? Check(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var character in text)
        {
            if (char.IsControl(character))
                return TextFault.ControlCharacter;
        }

        return IsUnicode(text) ? null : TextFault.NotUnicode;
    }

    /// <summary>Whether a text has neither halves of surrogate pairs nor code points that are never to be characters.</summary>
    /// <param name="text">The text.</param>
    /// <returns><see langword="true"/> if it is Unicode text.</returns>
    public static bool IsUnicode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var index = 0; index < text.Length; index++)
        {
            if (!Rune.TryGetRuneAt(text, index, out var rune) || IsNoncharacter(rune.Value))
                return false;
            index += rune.Utf16SequenceLength - 1;
        }

        return true;
    }

    /// <summary>Whether nobody sees the character: joiners, marks of direction, selectors, tags, and what has no meaning yet.</summary>
    /// <param name="rune">The character; a blank is visible as a gap.</param>
    /// <returns><see langword="true"/> if it is invisible.</returns>
    public static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        _ => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
            || (rune.IsBmp && ShownAsNothing.Contains((char)rune.Value)),
    };

    /// <summary>Whether there is anything to see in a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns><see langword="true"/> if a character of it is neither invisible nor a blank.</returns>
    public static bool IsAnyVisible(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !IsInvisible(rune))
                return true;
        }

        return false;
    }

    /// <summary>Removes the invisible characters from a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The rest: equal for texts that look the same.</returns>
    public static string Visible(string text) => FindInvisible(text) is null
        ? text
        : string.Concat(text.EnumerateRunes().Where(rune => !IsInvisible(rune)));

    /// <summary>Finds the first invisible character of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The character, or <see langword="null"/>.</returns>
    public static Rune? FindInvisible(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune))
                return rune;
        }

        return null;
    }

    /// <summary>Cuts a text, after a whole character: half a surrogate pair is no text, and PostgreSQL refuses it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">UTF-16 units that may stay.</param>
    /// <returns>The text, or its beginning.</returns>
    public static string Cut(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= length)
            return text;
        return text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    /// <summary>Writes a text so that everything in it can be seen: what is invisible becomes <c>\u200b</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text for an answer, a log or a terminal.</returns>
    public static string Show(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (!Rune.TryGetRuneAt(text, index, out var rune))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[index]:x4}");
                continue;
            }

            var isHidden = IsInvisible(rune) && !IsJoiner(rune) || (Rune.IsWhiteSpace(rune) && rune.Value != ' ');
            foreach (var unit in text.AsSpan(index, rune.Utf16SequenceLength))
                _ = isHidden ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}") : shown.Append(unit);
            index += rune.Utf16SequenceLength - 1;
        }

        return shown.ToString();
    }

    /// <summary>Whether the character can be told by looking at it: it is visible, no blank, and no mark of a lost one.</summary>
    internal static bool IsClear(Rune rune) => !IsInvisible(rune) && !Rune.IsWhiteSpace(rune) && rune != Rune.ReplacementChar;

    /// <summary>Whether the character joins or parts letters, as Persian and Hindi need it.</summary>
    internal static bool IsJoiner(Rune rune) => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner;

    private static bool IsNoncharacter(int value) =>
        value is >= FirstWithoutMeaning and <= LastWithoutMeaning || (value & 0xFFFE) == 0xFFFE;
}
