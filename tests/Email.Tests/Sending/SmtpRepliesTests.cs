using Microservices.Email.Sending.Smtp;

namespace Microservices.Email.Tests.Sending;

public sealed class SmtpRepliesTests
{
    [Fact]
    public void Should_cut_a_reply_after_a_whole_character()
    {
        var emoji = string.Concat(Enumerable.Repeat("📪", 500));

        SmtpReplies.WithoutAddress($"x{emoji}", "ada@example.test").ShouldBe($"x{emoji[..^2]}");
    }
}
