using Contracts.Rules;

namespace Microservices.Orders.Validation;

/// <summary>Lengths and amounts that an order keeps to, each with what forces it.</summary>
internal static class OrderLimits
{
    /// <summary>The contract's limit for numbers, SKUs and customer ids; also the columns' length.</summary>
    internal const int Key = Identifiers.MaxLength;

    internal const int Name = Lines.Name;
    internal const int Email = EmailAddresses.MaxLength;
    internal const int Locale = Locales.MaxLength;
    internal const int Currency = 3;

    /// <summary>What numeric(19,4) holds: 15 digits before the point.</summary>
    internal const decimal Amount = 999_999_999_999_999.9999m;
}
