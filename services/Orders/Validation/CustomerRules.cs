using Contracts.Rules;

namespace Microservices.Orders.Validation;

/// <summary>
/// Who can order: somebody with an id, a name, a mailbox and a language that mails can be written in. A company has a VAT
/// identification number, too.
/// </summary>
internal static class CustomerRules
{
    private static readonly TextRule Name = Lines.Rule with { MaxLength = Lines.Name };

    internal static void Check(CustomerRequest? customer, ViolationList violations)
    {
        if (violations.Has("customer"))
            return;
        if (customer is null)
        {
            violations.Add("customer", Reasons.CustomerMissing, "is required");
            return;
        }

        TextCheck.Required(customer.Id, "customer.id", Identifiers.Rule, Reasons.CustomerMissing, violations);
        TextCheck.Required(customer.Name, "customer.name", Name, Reasons.CustomerNameMissing, violations);
        if (TextCheck.IsThere(customer.Email, "customer.email", Reasons.EmailMissing, violations))
            TextCheck.Optional(customer.Email, "customer.email", EmailAddresses.Rule, Reasons.EmailInvalid, violations);
        TextCheck.Optional(customer.Locale, "customer.locale", Locales.Rule, Reasons.LocaleUnknown, violations);
        TextCheck.Optional(customer.VatId, "customer.vatId", VatIds.Rule, Reasons.VatIdInvalid, violations);
    }
}
