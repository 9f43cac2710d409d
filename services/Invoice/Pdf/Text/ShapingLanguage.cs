using System.Collections.Concurrent;
using HarfBuzzSharp;

namespace Microservices.Invoice.Pdf.Text;

/// <summary>Languages as HarfBuzz knows them. It never forgets one, so that they are shared and bounded.</summary>
internal static class ShapingLanguage
{
    private const int MaximumLanguages = 1_000;

    private static readonly ConcurrentDictionary<string, Language> ByTag = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The language of a locale.</summary>
    /// <param name="tag">BCP 47 tag as the customer's order has it; anything is accepted.</param>
    /// <returns>The language; English for a new tag when there are too many.</returns>
    public static Language Of(string tag) =>
        ByTag.TryGetValue(tag, out var known) ? known
        : ByTag.Count < MaximumLanguages ? ByTag.GetOrAdd(tag, added => new Language(added))
        : ByTag.GetOrAdd("en", english => new Language(english));
}
