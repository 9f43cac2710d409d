using System.Xml.Linq;

namespace Microservices.Invoice.Tests.Xml.Rules;

/// <summary>
/// The structure that the schema of the Cross Industry Invoice (D16B) gives to what EN 16931 uses of it: which elements an element may
/// hold, and in which order. <c>!</c> marks what must be there.
/// </summary>
internal static class SchemaOrder
{
    private static readonly Dictionary<string, string[]> Children = new Dictionary<string, string>
    {
        ["CrossIndustryInvoice"] = "ExchangedDocumentContext! ExchangedDocument! SupplyChainTradeTransaction!",
        ["ExchangedDocumentContext"] = "BusinessProcessSpecifiedDocumentContextParameter GuidelineSpecifiedDocumentContextParameter!",
        ["GuidelineSpecifiedDocumentContextParameter"] = "ID!",
        ["ExchangedDocument"] = "ID! TypeCode! IssueDateTime! IncludedNote",
        ["IncludedNote"] = "Content! SubjectCode",
        ["SupplyChainTradeTransaction"] = "IncludedSupplyChainTradeLineItem! ApplicableHeaderTradeAgreement! ApplicableHeaderTradeDelivery! ApplicableHeaderTradeSettlement!",
        ["IncludedSupplyChainTradeLineItem"] = "AssociatedDocumentLineDocument! SpecifiedTradeProduct! SpecifiedLineTradeAgreement! SpecifiedLineTradeDelivery! SpecifiedLineTradeSettlement!",
        ["AssociatedDocumentLineDocument"] = "LineID! IncludedNote",
        ["SpecifiedTradeProduct"] = "GlobalID SellerAssignedID BuyerAssignedID Name! Description ApplicableProductCharacteristic DesignatedProductClassification OriginTradeCountry",
        ["SpecifiedLineTradeAgreement"] = "BuyerOrderReferencedDocument GrossPriceProductTradePrice NetPriceProductTradePrice!",
        ["NetPriceProductTradePrice"] = "ChargeAmount! BasisQuantity",
        ["SpecifiedLineTradeDelivery"] = "BilledQuantity!",
        ["SpecifiedLineTradeSettlement"] = "ApplicableTradeTax! BillingSpecifiedPeriod SpecifiedTradeAllowanceCharge SpecifiedTradeSettlementLineMonetarySummation! AdditionalReferencedDocument ReceivableSpecifiedTradeAccountingAccount",
        ["SpecifiedTradeSettlementLineMonetarySummation"] = "LineTotalAmount!",
        ["ApplicableHeaderTradeAgreement"] = "BuyerReference SellerTradeParty! BuyerTradeParty! SellerTaxRepresentativeTradeParty SellerOrderReferencedDocument BuyerOrderReferencedDocument ContractReferencedDocument AdditionalReferencedDocument SpecifiedProcuringProject",
        ["SellerOrderReferencedDocument"] = "IssuerAssignedID!",
        ["ApplicableHeaderTradeDelivery"] = "ShipToTradeParty ActualDeliverySupplyChainEvent DespatchAdviceReferencedDocument ReceivingAdviceReferencedDocument",
        ["ActualDeliverySupplyChainEvent"] = "OccurrenceDateTime!",
        ["SellerTradeParty"] = Party,
        ["BuyerTradeParty"] = Party,
        ["ShipToTradeParty"] = Party,
        ["DefinedTradeContact"] = "PersonName DepartmentName TelephoneUniversalCommunication EmailURIUniversalCommunication",
        ["TelephoneUniversalCommunication"] = "CompleteNumber!",
        ["EmailURIUniversalCommunication"] = "URIID!",
        ["PostalTradeAddress"] = "PostcodeCode LineOne LineTwo LineThree CityName CountryID! CountrySubDivisionName",
        ["SpecifiedTaxRegistration"] = "ID!",
        ["ApplicableHeaderTradeSettlement"] = "CreditorReferenceID PaymentReference TaxCurrencyCode InvoiceCurrencyCode! PayeeTradeParty SpecifiedTradeSettlementPaymentMeans ApplicableTradeTax! BillingSpecifiedPeriod SpecifiedTradeAllowanceCharge SpecifiedTradePaymentTerms SpecifiedTradeSettlementHeaderMonetarySummation! InvoiceReferencedDocument ReceivableSpecifiedTradeAccountingAccount",
        ["SpecifiedTradeSettlementPaymentMeans"] = "TypeCode! Information ApplicableTradeSettlementFinancialCard PayerPartyDebtorFinancialAccount PayeePartyCreditorFinancialAccount PayeeSpecifiedCreditorFinancialInstitution",
        ["PayeePartyCreditorFinancialAccount"] = "IBANID AccountName ProprietaryID",
        ["PayeeSpecifiedCreditorFinancialInstitution"] = "BICID!",
        ["ApplicableTradeTax"] = "CalculatedAmount TypeCode! ExemptionReason BasisAmount CategoryCode! ExemptionReasonCode TaxPointDate DueDateTypeCode RateApplicablePercent",
        ["SpecifiedTradePaymentTerms"] = "Description DueDateDateTime DirectDebitMandateID",
        ["SpecifiedTradeSettlementHeaderMonetarySummation"] = "LineTotalAmount! ChargeTotalAmount AllowanceTotalAmount TaxBasisTotalAmount! TaxTotalAmount RoundingAmount GrandTotalAmount! TotalPrepaidAmount DuePayableAmount!",
        ["IssueDateTime"] = Date,
        ["OccurrenceDateTime"] = Date,
        ["DueDateDateTime"] = Date,
    }
    .ToDictionary(pair => pair.Key, pair => pair.Value.Split(' '));

    private const string Party = "ID GlobalID Name Description SpecifiedLegalOrganization DefinedTradeContact PostalTradeAddress URIUniversalCommunication SpecifiedTaxRegistration";
    private const string Date = "DateTimeString!";

    public static IEnumerable<string> FindBreaches(XElement invoice) => invoice.DescendantsAndSelf().SelectMany(Check);

    private static IEnumerable<string> Check(XElement element)
    {
        var name = element.Name.LocalName;
        if (!Children.TryGetValue(name, out var children))
        {
            if (element.HasElements || element.Value.Trim() != element.Value || element.Value.Length == 0)
                yield return $"schema: {name} is to hold a text";
            yield break;
        }

        var last = -1;
        foreach (var child in element.Elements())
        {
            var index = Array.FindIndex(children, known => known.TrimEnd('!') == child.Name.LocalName);
            if (index < last)
                yield return index < 0 ? $"schema: {child.Name.LocalName} is not in {name}" : $"schema: {child.Name.LocalName} comes too late in {name}";
            last = Math.Max(last, index);
        }

        foreach (var missing in children.Where(child => child.EndsWith('!') && !element.All(child.TrimEnd('!')).Any()))
            yield return $"schema: {name} lacks {missing.TrimEnd('!')}";
    }
}
