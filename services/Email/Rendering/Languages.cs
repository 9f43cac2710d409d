using System.Collections.Frozen;
using System.Globalization;

namespace Microservices.Email.Rendering;

/// <summary>The languages that a confirmation can be written in.</summary>
internal static class Languages
{
    public static ConfirmationTexts English { get; } = new()
    {
        Language = "en",
        Subject = number => $"Your order {number} is confirmed",
        Preview = (number, total) => $"We have received order {number} for {total}. Thank you!",
        Headline = "Thank you for your order",
        Greeting = name => $"Hello {name},",
        Introduction = "We have confirmed your order and are getting it ready. Here is a summary for your records.",
        OrderNumber = "Order number",
        OrderedAt = "Confirmed",
        Total = "Total",
        PricesIncludeVat = "All prices include VAT.",
        PricesExcludeVat = "All prices are net; the invoice adds VAT where it is due.",
        Items = "Your items",
        ItemNumber = "Item",
        ShippingAddress = "Shipping address",
        ReplyToUs = "Any questions? Just reply to this e-mail.",
        Footer = shop => $"You receive this e-mail because you placed an order with {shop}.",
    };

    public static ConfirmationTexts German { get; } = new()
    {
        Language = "de",
        Subject = number => $"Ihre Bestellung {number} ist bestätigt",
        Preview = (number, total) => $"Ihre Bestellung {number} über {total} ist bei uns eingegangen. Vielen Dank!",
        Headline = "Vielen Dank für Ihre Bestellung",
        Greeting = name => $"Guten Tag {name},",
        Introduction = "wir haben Ihre Bestellung bestätigt und machen sie nun für Sie fertig. "
            + "Hier ist eine Übersicht für Ihre Unterlagen.",
        OrderNumber = "Bestellnummer",
        OrderedAt = "Bestätigt am",
        Total = "Gesamtbetrag",
        PricesIncludeVat = "Alle Preise enthalten die Mehrwertsteuer.",
        PricesExcludeVat = "Alle Preise sind netto; fällt Mehrwertsteuer an, weist die Rechnung sie zusätzlich aus.",
        Items = "Ihre Artikel",
        ItemNumber = "Art.-Nr.",
        ShippingAddress = "Lieferadresse",
        ReplyToUs = "Haben Sie Fragen? Antworten Sie einfach auf diese E-Mail.",
        Footer = shop => $"Sie erhalten diese E-Mail, weil Sie bei {shop} bestellt haben.",
    };

    public static ConfirmationTexts French { get; } = new()
    {
        Language = "fr",
        Subject = number => $"Votre commande {number} est confirmée",
        Preview = (number, total) => $"Nous avons bien reçu votre commande {number} d’un montant de {total}. Merci !",
        Headline = "Merci pour votre commande",
        Greeting = name => $"Bonjour {name},",
        Introduction = "Nous avons confirmé votre commande et la préparons. En voici le récapitulatif.",
        OrderNumber = "Numéro de commande",
        OrderedAt = "Confirmée le",
        Total = "Total",
        PricesIncludeVat = "Tous les prix s’entendent TVA comprise.",
        PricesExcludeVat = "Tous les prix s’entendent hors taxes ; la facture y ajoute la TVA si elle est due.",
        Items = "Vos articles",
        ItemNumber = "Réf.",
        ShippingAddress = "Adresse de livraison",
        ReplyToUs = "Une question ? Répondez simplement à cet e-mail.",
        Footer = shop => $"Vous recevez cet e-mail parce que vous avez passé une commande chez {shop}.",
    };

    public static ConfirmationTexts Spanish { get; } = new()
    {
        Language = "es",
        Subject = number => $"Tu pedido {number} está confirmado",
        Preview = (number, total) => $"Hemos recibido tu pedido {number} por {total}. ¡Gracias!",
        Headline = "Gracias por tu pedido",
        Greeting = name => $"Hola, {name}:",
        Introduction = "Hemos confirmado tu pedido y ya lo estamos preparando. Aquí tienes un resumen.",
        OrderNumber = "Número de pedido",
        OrderedAt = "Confirmado el",
        Total = "Total",
        PricesIncludeVat = "Todos los precios incluyen el IVA.",
        PricesExcludeVat = "Todos los precios son sin IVA; la factura lo añade si procede.",
        Items = "Tus artículos",
        ItemNumber = "Ref.",
        ShippingAddress = "Dirección de envío",
        ReplyToUs = "¿Tienes alguna pregunta? Responde a este correo.",
        Footer = shop => $"Recibes este correo porque has hecho un pedido en {shop}.",
    };

    private static readonly FrozenDictionary<string, ConfirmationTexts> ByCode =
        new[] { English, German, French, Spanish }.ToFrozenDictionary(texts => texts.Language);

    /// <summary>The texts for readers of a culture; English where there is no translation.</summary>
    public static ConfirmationTexts For(CultureInfo culture) =>
        ByCode.GetValueOrDefault(culture.TwoLetterISOLanguageName, English);

    /// <summary>BCP 47 tag of texts for readers of a culture: the culture's, where the texts are in its language.</summary>
    public static string TagOf(ConfirmationTexts texts, CultureInfo culture) =>
        texts.Language == culture.TwoLetterISOLanguageName ? culture.Name : texts.Language;
}
