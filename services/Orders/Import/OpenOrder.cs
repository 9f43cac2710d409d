using Microservices.Orders.Validation;

namespace Microservices.Orders.Import;

/// <summary>
/// An order of a CSV whose lines are still coming. Once anything is wrong its lines are no longer kept.
/// </summary>
internal sealed class OpenOrder(string number, int maxLines, string currency)
{
    private readonly List<LineRequest> _lines = [];
    private readonly OrderTotal _total = new(currency);
    private readonly HashSet<string> _guesses = [];
    private string? _customerId;
    private string? _country;
    private string? _vatId;
    private DateTimeOffset? _confirmedAt;

    internal string Number => number;

    internal LineRanges Lines { get; } = new();

    internal ViolationList Violations { get; } = new();

    internal int LineCount { get; private set; }

    internal void Add(LineRequest line)
    {
        LineCount++;
        _total.Add(line);
        if (!Violations.Any && LineCount <= maxLines)
            _lines.Add(line);
        else
            _lines.Clear();
    }

    /// <summary>Takes the earliest of the order's times.</summary>
    internal void SetTime(DateTimeOffset? confirmedAt, string? guess)
    {
        if (guess is not null)
            _guesses.Add(guess);
        if (_confirmedAt is null || confirmedAt < _confirmedAt)
            _confirmedAt = confirmedAt;
    }

    /// <summary>Takes the customer and the country, which are the whole order's.</summary>
    internal void SetCustomer(string customerId, string country, string? vatId, long line)
    {
        if (LineCount == 0)
            (_customerId, _country, _vatId) = (customerId, country, vatId);
        if (_customerId != customerId)
            Violations.Add("customer.id", Reasons.CustomerDiffers, $"is '{_customerId}' in the order's first line",
                customerId, line);
        if (_vatId != vatId)
            Violations.Add("customer.vatId", Reasons.CustomerDiffers, $"is '{_vatId}' in the order's first line", vatId, line);
        if (_country != country)
            Violations.Add("shippingAddress.country", Reasons.CountryDiffers,
                $"is '{_country}' in the order's first line", country, line);
    }

    /// <summary>Ends the order: checks it as a whole.</summary>
    internal ImportedOrder Close(ImportOptions options, OrderValidator validator)
    {
        var request = new OrderRequest
        {
            OrderId = OrderIds.FromOrderNumber(number),
            OrderNumber = number,
            Customer = CreateCustomer(options),
            Currency = options.Currency,
            ShippingAddress = string.IsNullOrEmpty(_country) ? null : new AddressRequest { Country = _country },
            Lines = _lines,
            ConfirmedAt = _confirmedAt,
            PricesIncludeVat = options.PricesAreNet ? false : null,
        };

        if (LineCount > 0) // else nothing of it could be read, and that is the reason
        {
            OrderValidator.CheckHeader(request, Violations);
            validator.CheckLineCount(LineCount, Violations);
            OrderValidator.CheckTotal(_total, Violations);
        }

        return new ImportedOrder
        {
            OrderNumber = number,
            Lines = Lines,
            Violations = Violations,
            Guesses = _guesses,
            Order = Violations.Any ? null : OrderValidator.Complete(request, _total.Amount),
        };
    }

    private CustomerRequest? CreateCustomer(ImportOptions options)
    {
        // Without a customer there is nobody to name, and one reason is enough.
        if (string.IsNullOrEmpty(_customerId))
            return null;

        return new CustomerRequest
        {
            Id = _customerId,
            Name = Fill(options.CustomerName),
            Email = Fill(options.CustomerEmail),
            Locale = options.Locale,
            VatId = _vatId,
        };
    }

    private string Fill(string template) => template
        .Replace($"{{{ImportColumns.CustomerId}}}", _customerId, StringComparison.Ordinal)
        .Replace($"{{{ImportColumns.InvoiceNo}}}", number, StringComparison.Ordinal)
        .Replace($"{{{ImportColumns.Country}}}", _country, StringComparison.Ordinal);
}
