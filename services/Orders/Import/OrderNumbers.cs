using System.Text;
using Contracts.Rules;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Import;

/// <summary>
/// Tells which order a line belongs to, by what a person sees of the number. Were it told by the exact characters, a line
/// whose number has an invisible one in it would be an order of its own, and the other lines confirmed without it.
/// </summary>
internal static class OrderNumbers
{
    /// <summary>A number without what is invisible, in one spelling: equal for numbers that look the same.</summary>
    internal static string AsSeen(string number) => Ascii.IsValid(number) && Characters.FindInvisible(number) is null
        ? number
        : Characters.Visible(number).Normalize(NormalizationForm.FormKC).Trim();

    /// <summary>Finds what is wrong with the number of one line; the whole order is then.</summary>
    /// <param name="number">The number as the line has it.</param>
    /// <param name="order">The line's order.</param>
    /// <param name="options">Say what a number may be.</param>
    /// <param name="line">The line in the file.</param>
    internal static void Check(string number, OpenOrder order, ImportOptions options, long line)
    {
        if (Characters.FindInvisible(number) is { } character)
            order.Violations.Add("orderNumber", Reasons.InvisibleCharacter, $"has the invisible character U+{character.Value:X4}", number, line);
        else if (number != order.Number && Characters.FindInvisible(order.Number) is null)
            order.Violations.Add("orderNumber", Reasons.OrderNumberDiffers, $"is '{order.Number}' in the order's first line", number, line);
        else if (!options.AnyOrderNumbers && !order.Violations.Has("orderNumber") && !number.All(char.IsAsciiDigit))
            order.Violations.Add("orderNumber", Reasons.OrderNumberNotNumeric, "must be all digits, unless orderNumbers=any", number);
    }
}
