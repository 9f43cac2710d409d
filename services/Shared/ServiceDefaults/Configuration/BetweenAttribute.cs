using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Microservices.ServiceDefaults.Configuration;

/// <summary>
/// Limits a number or a <see cref="TimeSpan"/>, both ends included. Use it in place of <see cref="RangeAttribute"/>, whose
/// <see cref="ValidationAttribute.ErrorMessage"/> the options source generator ignores; here it is the whole message, so
/// that it can begin with the key.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BetweenAttribute : ValidationAttribute
{
    private readonly IComparable _minimum;
    private readonly IComparable _maximum;

    /// <summary>Limits an <see cref="int"/>.</summary>
    /// <param name="minimum">The least value.</param>
    /// <param name="maximum">The greatest value.</param>
    public BetweenAttribute(int minimum, int maximum) => (_minimum, _maximum) = (minimum, maximum);

    /// <summary>Limits a <see cref="TimeSpan"/>.</summary>
    /// <param name="minimum">The least value, such as <c>00:00:01</c>.</param>
    /// <param name="maximum">The greatest value, such as <c>1.00:00:00</c>.</param>
    public BetweenAttribute(string minimum, string maximum) => (_minimum, _maximum) =
        (TimeSpan.Parse(minimum, CultureInfo.InvariantCulture), TimeSpan.Parse(maximum, CultureInfo.InvariantCulture));

    /// <inheritdoc />
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is null || (_minimum.CompareTo(value) <= 0 && _maximum.CompareTo(value) >= 0)
            ? ValidationResult.Success
            : new ValidationResult(ErrorMessageString); // no member name: it would be put before the key
}
