namespace Microservices.Orders.Validation;

/// <summary>Lengths and amounts that an order keeps to, each with what forces it.</summary>
internal static class OrderLimits
{
    /// <summary>The contract's limit for numbers, SKUs and customer ids; also the columns' length.</summary>
    internal const int Key = 64;

    /// <summary>The contract's limit for names.</summary>
    internal const int Name = 200;

    /// <summary>RFC 5321: a path of 256 octets less its angle brackets.</summary>
    internal const int Email = 254;

    /// <summary>RFC 5646 §4.4.1 asks to support 35; longer tags carry private extensions that no culture has.</summary>
    internal const int Locale = 35;

    /// <summary>A paragraph; the longest in a year of a real shop has 35 characters.</summary>
    internal const int Description = 1000;

    internal const int AddressLine = 200;
    internal const int PostalCode = 32;
    internal const int Place = 100;
    internal const int Currency = 3;

    /// <summary>What numeric(19,4) holds: 15 digits before the point.</summary>
    internal const decimal Amount = 999_999_999_999_999.9999m;
}
