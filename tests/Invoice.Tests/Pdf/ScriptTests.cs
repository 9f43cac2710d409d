using System.Text;
using Contracts.Orders;
using Microservices.Invoice.Pdf;
using Microservices.Invoice.Pdf.Text;
using UglyToad.PdfPig;

namespace Microservices.Invoice.Tests.Pdf;

public class ScriptTests
{
    private const int LargestDocument = 60_000;

    [Theory]
    [InlineData("de-DE", "Weißes Teelicht „Größe“ für 12 €")]
    [InlineData("vi-VN", "Nguyễn Văn Ổn Cốc sứ đỏ")]
    [InlineData("el-GR", "Κόκκινη κεραμική κούπα")]
    [InlineData("ru-RU", "Красная керамическая кружка")]
    [InlineData("ja-JP", "株式会社東京文具、マグカップ１−２")]
    [InlineData("zh-TW", "臺灣骨灰瓷杯(紅色)三件組")]
    [InlineData("zh-CN", "上海骨瓷杯(红色)三件套")]
    [InlineData("ko-KR", "도자기 머그컵 (빨강)")]
    [InlineData("hi-IN", "हिन्दी पुस्तकालय क्षत्रिय")]
    [InlineData("bn-BD", "বাংলা বইঘর ক্ষুদ্র")]
    [InlineData("ta-IN", "தமிழ் புத்தக நிலையம்")]
    [InlineData("th-TH", "บริษัทเทคโนโลยีน้ำใส")]
    [InlineData("ka-GE", "საქართველოს წიგნი")]
    [InlineData("hy-AM", "Հայաստանի գրքի տուն")]
    [InlineData("ar-EG", "مكتبة الإسكندرية", true)]
    [InlineData("fa-IR", "کتاب‌خانهٔ ملی", true)]
    [InlineData("he-IL", "בית הדפוס בע״מ", true)]
    [InlineData("gu-IN", "ગુજરાતી પુસ્તક")]
    [InlineData("pa-IN", "ਪੰਜਾਬੀ ਕਿਤਾਬ")]
    [InlineData("te-IN", "తెలుగు పుస్తకం")]
    [InlineData("kn-IN", "ಕನ್ನಡ ಪುಸ್ತಕ")]
    [InlineData("ml-IN", "മലയാളം പുസ്തകം")]
    [InlineData("si-LK", "සිංහල පොත")]
    [InlineData("km-KH", "សៀវភៅខ្មែរ")]
    [InlineData("lo-LA", "ປຶ້ມລາວ")]
    [InlineData("my-MM", "မြန်မာစာအုပ်")]
    [InlineData("am-ET", "የአማርኛ መጽሐፍ")]
    public void Should_print_what_can_be_copied(string locale, string text, bool isRightToLeft = false)
    {
        var order = TestOrders.Create(TestOrders.Line(1, 1m, "first"), TestOrders.Line(1, 2m, text));
        order = order with
        {
            Customer = order.Customer with { Name = text, Locale = locale },
            ShippingAddress = new ShippingAddress { Line1 = text, CountryCode = "DE" },
        };

        var rendered = new InvoiceRenderer(TestFonts.All).Render(TestInvoices.Print(order));

        rendered.MissingCharacters.ShouldBeNull();
        rendered.Pdf.Length.ShouldBeLessThan(LargestDocument);
        using var document = PdfDocument.Open(rendered.Pdf);
        var lines = PdfLines.Of(document.GetPage(1), isRightToLeft).ConvertAll(WithoutBlanks);
        lines.Count(line => line.Contains(WithoutBlanks(text), StringComparison.Ordinal)).ShouldBe(3, string.Join('\n', lines));
    }

    [Fact]
    public void Should_show_where_a_character_is_that_no_font_has()
    {
        var missing = new HashSet<Rune>();

        var shaped = new TextShaper(TestFonts.All.Regular, "en", missing).Shape("a🎁b", isRightToLeft: false);

        missing.ShouldBe([new Rune(0x1F381)]);
        var glyphs = shaped.Runs.SelectMany(run => run.Glyphs).ToList();
        glyphs.Count.ShouldBe(3);
        glyphs.ShouldNotContain(0u, "a glyph that is blank");
    }

    private static string WithoutBlanks(string text) => string.Concat(text.Normalize().Where(character => !char.IsWhiteSpace(character)));
}
