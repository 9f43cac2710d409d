namespace Microservices.Testing.Contracts;

/// <summary>
/// What keeps to the rules of the contracts and what does not, in many scripts. The rules themselves, the HTTP doors and the reader
/// of queues are all asked for the same, so that what one takes none refuses.
/// </summary>
public static class RuleCases
{
    /// <summary>The members that each rule is about, by its name in the schemas.</summary>
    public static IReadOnlyDictionary<string, string[]> Members { get; } = new Dictionary<string, string[]>
    {
        ["uuid"] = ["orderId"],
        ["identifier"] = ["orderNumber", "customer.id", "lines[0].sku"],
        ["line"] = ["customer.name", "lines[0].description"],
        ["line-or-blank"] = ["shippingAddress.name", "shippingAddress.line1", "shippingAddress.city", "shippingAddress.country"],
        ["idn-email"] = ["customer.email"],
        ["language-tag"] = ["customer.locale"],
        ["country-code"] = ["shippingAddress.countryCode", "billingAddress.countryCode"],
        ["currency-code"] = ["currency"],
        ["date-time"] = ["confirmedAt"],
        ["date"] = ["supplyDate"],
        ["vat-id"] = ["customer.vatId"],
        ["vat-category"] = ["lines[0].vatCategory"],
        ["payment-status"] = ["payment.status"],
    };

    // Invisible in every reader, or a blank that looks like another.
    private static readonly string[] Invisible =
    [
        "\u200B", "\uFEFF", "\u00AD", "\u200C", "\u200D", "\u200E", "\u202E", "\u2066", "\u2060", "\u2028", "\u2029", "\u034F", "\u061C", "\u115F",
        "\u17B4", "\u180B", "\u180E", "\u2800", "\u3164", "\uFFA0", "\uFE0F", "\uE000", "\uFFF9", "\uFFFD", "\u0378", "\u00A0", "\u2003", "\u3000",
        "\U000E0041", "\U000E0100", "\U0001D173", "\U000E0FFF",
    ];

    private static readonly string[] NoText = ["\u0000", "\u0001", "\t", "\n", "\u007F", "\u0085", "\uD83D", "\uDE00", "\uFDD0", "\uFFFE", "\uFFFF", "\U0001FFFE"];

    /// <summary>All cases.</summary>
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        .. Right("uuid", "6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11", "6F0D8A54-3A1C-4B1E-9F0E-0C3A5B7D9E11", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
        .. Wrong("uuid", "", "x", "00000000-0000-0000-0000-000000000000", "6f0d8a543a1c4b1e9f0e0c3a5b7d9e11", "{6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11}",
            "(6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11)", " 6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11", "6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11\n",
            "0x0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11", "+f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11", "6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e1", "6f0d8a5g-3a1c-4b1e-9f0e-0c3a5b7d9e11",
            "6f0d8a543-a1c-4b1e-9f0e-0c3a5b7d9e11", "６f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11", "urn:uuid:6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11", "\uD83D"),

        .. Right("identifier", "MUG", "a", "MUG RED", "MUG/RED", "MUG%2FRED", "100%", "a+b", "..", "a/../b", "?", "#1", "\"x\"", "\\", "'", "<b>",
            "茶碗-12", "чашка", "كوب", "מאג", "कप", "กาแฟ", "cafe\u0301", "caf\u00E9", "☕", "🍺", "👍🏽", "𠮷野家", "Ⅷ", "½", "=1+1", new('x', 64), Of("🍺", 64)),
        .. Wrong("identifier", [.. Invisible.SelectMany(it => new[] { $"MUG{it}RED", $"{it}MUG", $"MUG{it}" })]),
        .. Wrong("identifier", [.. NoText.SelectMany(it => new[] { $"MUG{it}RED", $"{it}MUG", $"MUG{it}" })]),
        .. Wrong("identifier", "", " ", "MUG ", " MUG", "\u3000", new('x', 65), Of("🍺", 65), "☕\uFE0F", "👩\u200D🔧"),

        .. Right("line", "Jane Doe", " GIFT ", "O'Neill & Søn <b>", "می\u200Cخواهم", "क्\u200Dष", "שלום\u200F", "a\u00ADb", "山田\u3000太郎", "👩\u200D🔧",
            "\u200Bx", "𠮷", "=?utf-8?q?x?=", "\u202Dx", "\U0001FAE9", new('x', 200), Of("𠮷", 200)),
        .. Wrong("line", [.. NoText.Select(it => $"Jane{it}Doe")]),
        .. Wrong("line", "", " ", "\u200B", "\u200C\u200D", "\u3000", "\u3164", new('x', 1001)),

        .. Right("line-or-blank", "", " ", "Main St. 1", "Straße 1", "می\u200Cخواهم", "上海市", new('x', 100)),
        .. Wrong("line-or-blank", [.. NoText.Select(it => $"Main{it}St.")]),
        .. Wrong("line-or-blank", new string('x', 1001)),

        .. Right("idn-email", "jane@example.test", "a@b", "JANE.DOE+tag@Example.TEST", "o'neill@example.test", "jane@sub.example-1.test",
            "{x}|~!#$%&*/=?^_`-@example.test", "zoë@bücher.example", "zoe\u0308@bu\u0308cher.example", "संपर्क@डाटामेल.भारत", "हिन्दी@उदाहरण.परीक्षा",
            "用户@例子.广告", "고객@예제.한국", "\u1100\u1161@\u1112\u1161\u11AB.한국", "пётр@почта.рф", "ไทย@อีเมล.ไทย", "عميل@مثال.إختبار", "מאיה@דוגמה.קום",
            "نامه\u200Cای@نامه\u200Cای.ایران", "শিল্প@উদাহরণ.বাংলা", "☕@example.test", "𠮷@example.test", "ß@straße.example", "jane@xn--bcher-kva.example",
            $"{new string('x', 64)}@example.test", $"{new string('я', 32)}@example.test", $"x@{new string('x', 63)}.test", $"x@{new string('ü', 50)}.test"),
        .. Wrong("idn-email", "jane", "@example.test", "jane@", "jane@@example.test", "jane..doe@example.test", ".jane@example.test", "jane.@example.test",
            "jane@example..test", "jane@.test", "jane@test.", "jane@-example.test", "jane@example-.test", "jane@exa_mple.test", "jane doe@example.test",
            "jane@exam ple.test", " jane@example.test", "jane@example.test ", "Jane <jane@example.test>", "jane@example.test, joe@example.test",
            "\"jane\"@example.test", "jane@[127.0.0.1]", "jane(x)@example.test", "jane\uFF20example.test", "jane\u200B@example.test", "\uFEFFjane@example.test",
            "jane\u200C@example.test", "jane@exam\u200Dple.test", "\u0301jane@example.test", "jane@\u0301x.test", "jane\uFE0F@example.test", "ja\uFFFDne@example.test",
            "jane@☕.test", "jane@\u3002test", "jane\u0000@example.test", "jane\r\n@example.test", "jane\uD83D@example.test",
            $"{new string('x', 65)}@example.test", $"{new string('я', 33)}@example.test", $"x@{new string('x', 64)}.test", $"x@{new string('ü', 63)}.test",
            $"x@{string.Join('.', Enumerable.Repeat(new string('x', 60), 5))}", $"x@{string.Join('.', Enumerable.Repeat(new string('ü', 30), 8))}"),

        .. Right("language-tag", "en", "de-AT", "de-at", "zh-Hant-TW", "pt-BR", "ar-SA", "fa-IR", "sr-Latn-RS", "es-419"),
        .. Wrong("language-tag", "", "x", "zz-ZZ", "en_GB", "english", "de-", "-de", "de AT", " de", "de\n", "de\u200B", "дe", "d\u00E9", "en-GB-" + new string('x', 40)),

        .. Right("country-code", "GB", "DE", "IM", "AX", "GG", "XI", "IC", "EA"),
        .. Wrong("country-code", "", "gb", "UK", "EL", "XX", "GBR", "G", " GB", "GB\u200B", "ＧＢ", "GΒ"),

        .. Right("currency-code", "GBP", "EUR", "JPY", "KWD", "CLF"),
        .. Wrong("currency-code", "", "gbp", "XYZ", "XAU", "DEM", "GB", "GBPX", " GBP", "GBP ", "£", "ＧＢＰ", "GB\u0420", "GBP\u200B"),

        .. Right("date-time", "2026-05-01T09:30:00Z", "2026-05-01T09:30:00.1Z", "2026-05-01T09:30:00.123456Z", "2026-05-01T09:30:00.1234567Z",
            "2026-05-01T09:30:00.123456789Z", "2026-05-01T09:30:00.999999999999999999999999999999+01:00", "2026-05-01t09:30:00z", "2026-05-01 09:30:00Z",
            "2026-05-01T09:30Z", "2026-05-01T09:30:00+14:00", "2026-05-01T09:30:00-00:00", "2028-02-29T23:59:59Z"),
        .. Wrong("date-time", "", "2026-05-01T09:30:00.Z", "2026-05-01T09:30:00.+02:00", "2026-05-01", "2026-05-01T09:30:00", "2026-05-01T09:30:00.123456789", "2026-02-29T09:30:00Z", "2026-13-01T09:30:00Z",
            "2026-05-01T24:30:00Z", "2026-05-01T09:30:00+15:00", "2026-05-01T09:30:00,5Z", "2026-05-01T09:30:00.5.5Z", "26-05-01T09:30:00Z", "yesterday",
            "٢٠٢٦-٠٥-٠١T٠٩:٣٠:٠٠Z", "２026-05-01T09:30:00Z", " 2026-05-01T09:30:00Z", "2026-05-01T09:30:00Z\n", "2026-05-01T09:30:00\u200BZ",
            "1447-11-14T25:00:00Z", "0001-01-01T00:00:00+14:00", "05/01/2026 09:30:00Z", "1777627800"),

        .. Right("date", "2026-05-01", "2028-02-29", "2010-12-31", "0001-01-01", "9999-12-31"),
        .. Wrong("date", "", "2026-02-29", "2026-13-01", "2026-5-1", "20260501", "2026-05-01T00:00:00Z", " 2026-05-01", "2026-05-01\n", "05/01/2026",
            "01.05.2026", "yesterday", "0000-01-01", "10000-01-01", "２026-05-01", "٢٠٢٦-٠٥-٠١", "2026-05-01\u200B", "1777627800"),

        .. Right("vat-id", "ATU12345678", "BE0123456789", "BG123456789", "CY12345678X", "CZ12345678", "DE123456789", "DE 123 456 789", "DK12345678",
            "EE123456789", "EL123456789", "ESX1234567X", "ESB12345678", "ES12345678Z", "FI12345678", "FR40303265045", "FRXX 123456789", "GB123456789",
            "GB 123 4567 89", "GBGD123", "HR12345678901", "HU12345678", "IE1234567WA", "IE1+23456W", "IE1234567T", "IT12345678901", "LT123456789",
            "LU12345678", "LV12345678901", "MT12345678", "NL123456789B01", "PL1234567890", "PT123456789", "RO12", "SE123456789001", "SI12345678",
            "SK1234567890", "XI123456789", "CHE-123.456.789 MWST", "NO 123456789 MVA", "27AAPFU0939F1ZV", "51 824 753 556", "12-3456789"),
        .. Wrong("vat-id", "", " ", "N/A", "none", "NONE", "-", "DE", "DE12345678", "DE1234567890", "DE12345678A", "de123456789", "GR123456789", "AT12345678",
            "ATU1234567", "NL123456789", "NL123456789A01", "FRIO123456789", "SE123456789002", "XI12345", "US", "AU1234", " DE123456789", "DE123456789 ",
            "DE１23456789", "DE\u066123456789", "DE123456789\u200B", "DE_123456789", "DE123\u0000456789", "DE123456789\n", "DE123456789;X", new('1', 21)),

        .. Right("vat-category", "standard", "reduced", "zero", "exempt"),
        .. Wrong("vat-category", "", " ", "Standard", "super-reduced", "S", "19", "standard ", "standard\u200B", "ｚero"),

        .. Right("payment-status", "paid", "unpaid"),
        .. Wrong("payment-status", "", " ", "Paid", "PAID", "open", "paid ", "true", "pa\u200Bid"),
    ];

    private static string Of(string character, int count) => string.Concat(Enumerable.Repeat(character, count));

    private static IEnumerable<RuleCase> Right(string format, params string[] texts) => texts.Select(text => new RuleCase(format, text, true));

    private static IEnumerable<RuleCase> Wrong(string format, params string[] texts) => texts.Select(text => new RuleCase(format, text, false));
}
