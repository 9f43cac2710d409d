using System.Text;
using Microservices.DeadLetters.Replay.Editing;

namespace Microservices.DeadLetters.Tests.Replay;

public sealed class EditCheckerTests
{
    private const string Envelope = "application/vnd.masstransit+json";
    private const string Original = """
        {"messageId":"0191f6a0-5b6c-7d3e-8f00-0123456789ab","messageType":["urn:message:Contracts.Orders:OrderConfirmed"],
         "message":{"orderId":"0191f6a0-5b6c-7d3e-8f00-0123456789ab","orderNumber":"1","currency":"GBP",
          "customer":{"id":"1","name":"Zoe","email":"zoe@example.test","locale":"en"},
          "lines":[{"sku":"OLD","description":"x","quantity":1,"unitPrice":"2.55"}],
          "confirmedAt":"2026-03-29T00:59:59.123+00:00"}}
        """;

    [Fact]
    public void Should_accept_a_changed_sku_and_show_the_difference()
    {
        var review = Check(Original.Replace("OLD", "NEW", StringComparison.Ordinal));

        review.Problems.ShouldBeEmpty();
        review.Schema.ShouldBe("urn:message:Contracts.Orders:OrderConfirmed");
        var change = review.Changes.ShouldHaveSingleItem();
        (change.Path, change.Kind).ShouldBe(("/message/lines/0/sku", "changed"));
        (change.Before?.GetValue<string>(), change.After?.GetValue<string>()).ShouldBe(("OLD", "NEW"));
    }

    [Theory]
    [InlineData("\"quantity\":1", "\"quantity\":\"one\"", "/message/lines/0/quantity")]
    [InlineData("\"currency\":\"GBP\",", "", "/message/currency")]
    [InlineData("\"unitPrice\":\"2.55\"", "\"unitPrice\":\"cheap\"", "/message/lines/0/unitPrice")]
    [InlineData("2026-03-29T00:59:59.123+00:00", "yesterday", "/message/confirmedAt")]
    [InlineData("\"messageId\":\"0191", "\"messageId\":\"0192", "/messageId")]
    [InlineData("Contracts.Orders:OrderConfirmed", "Contracts.Orders:Other", "/messageType")]
    [InlineData("\"message\":", "\"massage\":", "/message")]
    public void Should_point_at_what_is_wrong(string found, string replaced, string path) =>
        Check(Original.Replace(found, replaced, StringComparison.Ordinal)).Problems.Select(problem => problem.Path)
            .ShouldBe([path]);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"a":1,"a":2}""")]
    public void Should_refuse_what_is_no_json_object(string edited) =>
        Check(edited).Problems.ShouldHaveSingleItem().Path.ShouldBe("");

    [Fact]
    public void Should_refuse_an_edit_that_changes_nothing() =>
        Check(Original.Replace("\n", "  ", StringComparison.Ordinal)).Problems.ShouldHaveSingleItem();

    [Fact]
    public void Should_check_a_plain_body_by_the_message_type_of_the_dead_letter()
    {
        var review = EditChecker.Check("{ not json"u8.ToArray(), """{"orderId":"x"}""", "application/json",
            "Contracts.Email:OrderConfirmationSent");

        review.Problems.Select(problem => problem.Path).ShouldBe(["/mailMessageId", "/sentAt", "/orderId"], ignoreOrder: true);
    }

    private static EditReview Check(string edited) =>
        EditChecker.Check(Encoding.UTF8.GetBytes(Original), edited, Envelope, messageType: null);
}
