using System.Collections.Frozen;
using System.Globalization;

namespace Microservices.ServiceDefaults.Customers;

/// <summary>The languages that customers are written to in. A new one is one more property here, and in Email's texts.</summary>
public static class CustomerLanguages
{
    /// <summary>English.</summary>
    public static CustomerWords English { get; } = new()
    {
        Language = "en",
        OrderNumber = "Order number",
        OrderedAt = "Confirmed",
        Total = "Total",
        PricesIncludeVat = "All prices include VAT.",
        PricesExcludeVat = "All prices are net; the invoice adds VAT where it is due.",
        Items = "Your items",
        ItemNumber = "Item",
        ShippingAddress = "Shipping address",
        ViewOrder = "View your order",
        ViewInvoice = "Download the invoice (PDF)",
        LinksEnd = day => $"The links are for you alone and work until {day}.",
        YourOrder = "Your order",
        IsDone = "Your order is confirmed, your items are reserved and the invoice is ready.",
        IsUnderWay = "Your order is confirmed. We are getting it ready.",
        OnBackorder = pieces => $"On back order: {pieces}",
        LinkInvalid = new("This link does not work", "It may be incomplete, or its time is over. Ask the shop for a new one."),
        TooMany = new("Please wait a moment", "This page was opened very often. Please try again in a minute."),
        InvoiceNotReady = new("Your invoice is not ready yet", "It is being made. Please try again in a few minutes."),
    };

    /// <summary>German.</summary>
    public static CustomerWords German { get; } = new()
    {
        Language = "de",
        OrderNumber = "Bestellnummer",
        OrderedAt = "Bestätigt am",
        Total = "Gesamtbetrag",
        PricesIncludeVat = "Alle Preise enthalten die Mehrwertsteuer.",
        PricesExcludeVat = "Alle Preise sind netto; fällt Mehrwertsteuer an, weist die Rechnung sie zusätzlich aus.",
        Items = "Ihre Artikel",
        ItemNumber = "Art.-Nr.",
        ShippingAddress = "Lieferadresse",
        ViewOrder = "Bestellung ansehen",
        ViewInvoice = "Rechnung herunterladen (PDF)",
        LinksEnd = day => $"Die Links sind nur für Sie bestimmt und gelten bis zum {day}.",
        YourOrder = "Ihre Bestellung",
        IsDone = "Ihre Bestellung ist bestätigt, Ihre Artikel sind reserviert, und die Rechnung ist fertig.",
        IsUnderWay = "Ihre Bestellung ist bestätigt. Wir machen sie nun für Sie fertig.",
        OnBackorder = pieces => $"Wird nachgeliefert: {pieces}",
        LinkInvalid = new("Dieser Link funktioniert nicht", "Er ist unvollständig oder abgelaufen. Bitten Sie den Shop um einen neuen."),
        TooMany = new("Bitte warten Sie einen Moment", "Diese Seite wurde sehr oft geöffnet. Versuchen Sie es in einer Minute noch einmal."),
        InvoiceNotReady = new("Ihre Rechnung ist noch nicht fertig", "Sie wird gerade erstellt. Versuchen Sie es in einigen Minuten noch einmal."),
    };

    /// <summary>French.</summary>
    public static CustomerWords French { get; } = new()
    {
        Language = "fr",
        OrderNumber = "Numéro de commande",
        OrderedAt = "Confirmée le",
        Total = "Total",
        PricesIncludeVat = "Tous les prix s’entendent TVA comprise.",
        PricesExcludeVat = "Tous les prix s’entendent hors taxes ; la facture y ajoute la TVA si elle est due.",
        Items = "Vos articles",
        ItemNumber = "Réf.",
        ShippingAddress = "Adresse de livraison",
        ViewOrder = "Voir votre commande",
        ViewInvoice = "Télécharger la facture (PDF)",
        LinksEnd = day => $"Ces liens vous sont réservés et restent valables jusqu’au {day}.",
        YourOrder = "Votre commande",
        IsDone = "Votre commande est confirmée, vos articles sont réservés et la facture est prête.",
        IsUnderWay = "Votre commande est confirmée. Nous la préparons.",
        OnBackorder = pieces => $"En attente de réassort : {pieces}",
        LinkInvalid = new("Ce lien ne fonctionne pas", "Il est incomplet ou n’est plus valable. Demandez-en un nouveau à la boutique."),
        TooMany = new("Merci de patienter un instant", "Cette page a été ouverte très souvent. Réessayez dans une minute."),
        InvoiceNotReady = new("Votre facture n’est pas encore prête", "Elle est en préparation. Réessayez dans quelques minutes."),
    };

    /// <summary>Spanish.</summary>
    public static CustomerWords Spanish { get; } = new()
    {
        Language = "es",
        OrderNumber = "Número de pedido",
        OrderedAt = "Confirmado el",
        Total = "Total",
        PricesIncludeVat = "Todos los precios incluyen el IVA.",
        PricesExcludeVat = "Todos los precios son sin IVA; la factura lo añade si procede.",
        Items = "Tus artículos",
        ItemNumber = "Ref.",
        ShippingAddress = "Dirección de envío",
        ViewOrder = "Ver tu pedido",
        ViewInvoice = "Descargar la factura (PDF)",
        LinksEnd = day => $"Los enlaces son solo para ti y funcionan hasta el {day}.",
        YourOrder = "Tu pedido",
        IsDone = "Tu pedido está confirmado, tus artículos están reservados y la factura está lista.",
        IsUnderWay = "Tu pedido está confirmado. Lo estamos preparando.",
        OnBackorder = pieces => $"Pendiente de existencias: {pieces}",
        LinkInvalid = new("Este enlace no funciona", "Está incompleto o ha caducado. Pide uno nuevo a la tienda."),
        TooMany = new("Espera un momento", "Esta página se ha abierto muchas veces. Vuelve a intentarlo dentro de un minuto."),
        InvoiceNotReady = new("Tu factura aún no está lista", "La estamos preparando. Vuelve a intentarlo dentro de unos minutos."),
    };

    // Below the languages, which are made in the order of the text.
    private static readonly FrozenDictionary<string, CustomerWords> ByCode =
        new[] { English, German, French, Spanish }.ToFrozenDictionary(words => words.Language);

    /// <summary>The words for readers of a culture; English where there is no translation.</summary>
    /// <param name="culture">The culture.</param>
    public static CustomerWords For(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return ByCode.GetValueOrDefault(culture.TwoLetterISOLanguageName, English);
    }

    /// <summary>The words for a BCP 47 tag such as <c>fr-CA</c>; null where there is no translation.</summary>
    /// <param name="languageTag">The tag.</param>
    internal static CustomerWords? Find(string languageTag) => ByCode.GetValueOrDefault(languageTag.Split('-')[0].ToLowerInvariant());
}
