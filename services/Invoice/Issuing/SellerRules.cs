using Contracts.Rules;
using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Invoice.Issuing;

/// <summary>Checks what no attribute of the seller can state. What is printed cannot be mended.</summary>
internal static class SellerRules
{
    private const int ShortestIban = 15;
    private const int LongestIban = 34;

    /// <summary>Finds what is wrong.</summary>
    /// <param name="seller">The seller, the demo's filled in.</param>
    /// <returns>The problems, by keys below <c>Seller</c>.</returns>
    public static IEnumerable<SettingProblem> Check(SellerOptions seller)
    {
        if (seller.Demo && !DemoSeller.IsAccountOf(seller))
            yield return new SettingProblem(nameof(seller.Demo), "must not be true where other keys of Invoice__Seller are set");
        if (seller.Demo)
            yield break;

        if (seller.VatId.Length > 0 && !VatIds.Rule.Holds(seller.VatId))
            yield return new SettingProblem(nameof(seller.VatId), VatIds.Rule.Words) { Example = "" };
        if (seller.Iban.Length > 0 && !IsIban(seller.Iban))
            yield return new SettingProblem(nameof(seller.Iban), "must be an IBAN whose check digits are right");
        if (seller.Iban.Length == 0 && seller.BankName.Length + seller.Bic.Length > 0)
            yield return new SettingProblem(nameof(seller.Iban), "needs a value where BankName or Bic has one");
    }

    // ISO 13616: the first four characters moved to the end and letters read as 10 to 35, the number is 1 modulo 97.
    private static bool IsIban(string text)
    {
        var iban = text.Replace(" ", "", StringComparison.Ordinal);
        if (iban.Length is < ShortestIban or > LongestIban || !iban.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)))
            return false;

        var remainder = 0;
        foreach (var c in iban[4..] + iban[..4])
            remainder = char.IsAsciiDigit(c) ? (remainder * 10 + c - '0') % 97 : (remainder * 100 + c - 'A' + 10) % 97;
        return remainder == 1;
    }
}
