using System.Collections.Frozen;
using System.Globalization;
using Microservices.ServiceDefaults.Customers;

namespace Microservices.Email.Rendering;

/// <summary>The languages that the invoice's mail can be written in: those of the confirmation.</summary>
internal static class InvoiceLanguages
{
    public static InvoiceTexts English { get; } = new()
    {
        Common = Languages.English,
        Subject = number => $"Your invoice {number}",
        Preview = (number, total) => $"The invoice for your order {number}: {total}.",
        Headline = "Your invoice",
        Introduction = number => $"The invoice for your order {number} is attached as a PDF file.",
        InvoiceNumber = "Invoice number",
        IssuedOn = "Invoice date",
        IsPaid = "The invoice is paid. There is nothing left to do.",
        IsUnpaid = "The invoice is still to be paid. The details are on it.",
    };

    public static InvoiceTexts German { get; } = new()
    {
        Common = Languages.German,
        Subject = number => $"Ihre Rechnung {number}",
        Preview = (number, total) => $"Die Rechnung zu Ihrer Bestellung {number} über {total}.",
        Headline = "Ihre Rechnung",
        Introduction = number => $"die Rechnung zu Ihrer Bestellung {number} hängt dieser E-Mail als PDF-Datei an.",
        InvoiceNumber = "Rechnungsnummer",
        IssuedOn = "Rechnungsdatum",
        IsPaid = "Die Rechnung ist bezahlt. Sie müssen nichts weiter tun.",
        IsUnpaid = "Die Rechnung ist noch zu bezahlen. Die Einzelheiten stehen darauf.",
    };

    public static InvoiceTexts French { get; } = new()
    {
        Common = Languages.French,
        Subject = number => $"Votre facture {number}",
        Preview = (number, total) => $"La facture de votre commande {number} d’un montant de {total}.",
        Headline = "Votre facture",
        Introduction = number => $"Vous trouverez ci-joint, au format PDF, la facture de votre commande {number}.",
        InvoiceNumber = "Numéro de facture",
        IssuedOn = "Date de la facture",
        IsPaid = "La facture est payée. Vous n’avez plus rien à faire.",
        IsUnpaid = "La facture reste à payer. Les détails y figurent.",
    };

    public static InvoiceTexts Spanish { get; } = new()
    {
        Common = Languages.Spanish,
        Subject = number => $"Tu factura {number}",
        Preview = (number, total) => $"La factura de tu pedido {number} por {total}.",
        Headline = "Tu factura",
        Introduction = number => $"Adjuntamos en PDF la factura de tu pedido {number}.",
        InvoiceNumber = "Número de factura",
        IssuedOn = "Fecha de la factura",
        IsPaid = "La factura está pagada. No tienes que hacer nada más.",
        IsUnpaid = "La factura está pendiente de pago. Los detalles figuran en ella.",
    };

    private static readonly FrozenDictionary<string, InvoiceTexts> ByCode =
        new[] { English, German, French, Spanish }.ToFrozenDictionary(texts => texts.Common.Words.Language);

    /// <summary>The texts for readers of a culture; English where there is no translation.</summary>
    public static InvoiceTexts For(CultureInfo culture) => ByCode[CustomerLanguages.For(culture).Language];
}
