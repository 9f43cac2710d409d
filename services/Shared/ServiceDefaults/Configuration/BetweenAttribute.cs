using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Microservices.ServiceDefaults.Configuration;

/// <summary>Limits a whole number or a <see cref="TimeSpan"/>, or each entry of a list of them; both ends included.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BetweenAttribute : ValidationAttribute
{
    /// <summary>Limits an <see cref="int"/> or a <see cref="long"/>.</summary>
    /// <param name="minimum">The least value.</param>
    /// <param name="maximum">The greatest value.</param>
    public BetweenAttribute(long minimum, long maximum)
        : base(string.Create(CultureInfo.InvariantCulture, $"must be {minimum} to {maximum}")) =>
        (Minimum, Maximum) = (minimum, maximum);

    /// <summary>Limits a <see cref="TimeSpan"/>.</summary>
    /// <param name="minimum">The least value, such as <c>00:00:01</c>.</param>
    /// <param name="maximum">The greatest value, such as <c>1.00:00:00</c>.</param>
    public BetweenAttribute(string minimum, string maximum) : base($"must be {minimum} to {maximum}") =>
        (Minimum, Maximum) =
            (TimeSpan.Parse(minimum, CultureInfo.InvariantCulture), TimeSpan.Parse(maximum, CultureInfo.InvariantCulture));

    /// <summary>The least value, a <see cref="long"/> or a <see cref="TimeSpan"/>.</summary>
    public IComparable Minimum { get; }

    /// <summary>The greatest value.</summary>
    public IComparable Maximum { get; }

    /// <summary>What the setting must be.</summary>
    internal string Rule => ErrorMessageString;

    /// <inheritdoc />
    public override bool IsValid(object? value)
    {
        var compared = value is int number ? (long)number : value;
        return compared is null || (Minimum.CompareTo(compared) <= 0 && Maximum.CompareTo(compared) >= 0);
    }
}
