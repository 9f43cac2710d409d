using System.Collections.Frozen;
using System.Globalization;
using Microservices.ServiceDefaults.Customers;

namespace Microservices.Email.Rendering;

/// <summary>The languages that a confirmation can be written in.</summary>
internal static class Languages
{
    public static ConfirmationTexts English { get; } = new()
    {
        Words = CustomerLanguages.English,
        Subject = number => $"Your order {number} is confirmed",
        Preview = (number, total) => $"We have received order {number} for {total}. Thank you!",
        Headline = "Thank you for your order",
        Greeting = name => $"Hello {name},",
        Introduction = "We have confirmed your order and are getting it ready. Here is a summary for your records.",
        ReplyToUs = "Any questions? Just reply to this e-mail.",
        Footer = shop => $"You receive this e-mail because you placed an order with {shop}.",
    };

    public static ConfirmationTexts German { get; } = new()
    {
        Words = CustomerLanguages.German,
        Subject = number => $"Ihre Bestellung {number} ist bestätigt",
        Preview = (number, total) => $"Ihre Bestellung {number} über {total} ist bei uns eingegangen. Vielen Dank!",
        Headline = "Vielen Dank für Ihre Bestellung",
        Greeting = name => $"Guten Tag {name},",
        Introduction = "wir haben Ihre Bestellung bestätigt und machen sie nun für Sie fertig. "
            + "Hier ist eine Übersicht für Ihre Unterlagen.",
        ReplyToUs = "Haben Sie Fragen? Antworten Sie einfach auf diese E-Mail.",
        Footer = shop => $"Sie erhalten diese E-Mail, weil Sie bei {shop} bestellt haben.",
    };

    public static ConfirmationTexts French { get; } = new()
    {
        Words = CustomerLanguages.French,
        Subject = number => $"Votre commande {number} est confirmée",
        Preview = (number, total) => $"Nous avons bien reçu votre commande {number} d’un montant de {total}. Merci !",
        Headline = "Merci pour votre commande",
        Greeting = name => $"Bonjour {name},",
        Introduction = "Nous avons confirmé votre commande et la préparons. En voici le récapitulatif.",
        ReplyToUs = "Une question ? Répondez simplement à cet e-mail.",
        Footer = shop => $"Vous recevez cet e-mail parce que vous avez passé une commande chez {shop}.",
    };

    public static ConfirmationTexts Spanish { get; } = new()
    {
        Words = CustomerLanguages.Spanish,
        Subject = number => $"Tu pedido {number} está confirmado",
        Preview = (number, total) => $"Hemos recibido tu pedido {number} por {total}. ¡Gracias!",
        Headline = "Gracias por tu pedido",
        Greeting = name => $"Hola, {name}:",
        Introduction = "Hemos confirmado tu pedido y ya lo estamos preparando. Aquí tienes un resumen.",
        ReplyToUs = "¿Tienes alguna pregunta? Responde a este correo.",
        Footer = shop => $"Recibes este correo porque has hecho un pedido en {shop}.",
    };

    private static readonly FrozenDictionary<string, ConfirmationTexts> ByCode =
        new[] { English, German, French, Spanish }.ToFrozenDictionary(texts => texts.Words.Language);

    /// <summary>The texts for readers of a culture; English where there is no translation.</summary>
    public static ConfirmationTexts For(CultureInfo culture) =>
        ByCode.GetValueOrDefault(culture.TwoLetterISOLanguageName, English);
}
