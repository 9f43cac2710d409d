namespace Microservices.Invoice.Issuing;

/// <summary>The invented seller of Development, Standalone and the compose file. Nobody can pay to its account.</summary>
internal static class DemoSeller
{
    /// <summary>Makes it the seller if the settings say so and name no other.</summary>
    /// <param name="seller">The settings.</param>
    public static void Fill(SellerOptions seller)
    {
        if (!seller.Demo || IsNamed(seller))
            return;

        seller.Name = "Example Trading Ltd";
        seller.Street = "1 Example Street";
        seller.City = "London N1 9GU";
        seller.Country = "United Kingdom";
        seller.CountryCode = "GB";
        seller.VatId = "GB 000 0000 00";
        seller.Email = "accounts@example.test";
        seller.BankName = "Example Bank";
        seller.Iban = Iban;
        seller.Bic = "EXAMGB00";
    }

    /// <summary>Whether this is the account of the invented seller.</summary>
    public static bool IsAccountOf(SellerOptions seller) => seller.Demo && seller.Iban == Iban;

    private const string Iban = "GB00 EXAM 0000 0000 0000 00"; // its check digits are wrong

    private static bool IsNamed(SellerOptions seller) =>
        new[]
        {
            seller.Name, seller.Street, seller.City, seller.Country, seller.CountryCode, seller.VatId, seller.Registration, seller.Email,
            seller.Phone, seller.BankName, seller.Iban, seller.Bic,
        }.Any(value => !string.IsNullOrWhiteSpace(value));
}
