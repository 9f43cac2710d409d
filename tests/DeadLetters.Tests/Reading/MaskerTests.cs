using System.Text.Json;
using Microservices.DeadLetters.Reading.Masking;
using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Tests.Reading;

public sealed class MaskerTests
{
    private static readonly Masker Masker = new(Options.Create(new MaskingOptions { Properties = ["birth*"] }));

    [Theory]
    [InlineData("birthDay")]
    [InlineData("email")] // a default, which an own name does not replace
    [InlineData("accessToken")]
    [InlineData("Authorization")]
    [InlineData("user_password")]
    [InlineData("postcode")]
    [InlineData("shippingPostalCode")]
    [InlineData("client-secret")]
    [InlineData("X-Api-Key")]
    public void Should_hide_by_name(string name) =>
        Masker.Json(JsonElement.Parse($$"""{"{{name}}":"x-1","sku":"y"}""")).ShouldSatisfyAllConditions(
            json => json.ShouldNotContain("x-1"), json => json.ShouldContain("\"y\""));

    [Theory]
    [InlineData("401 for Bearer abcdefgh1234", "401 for Bearer ***")]
    [InlineData("authorization: Basic dXNlcjpwYXNz", "authorization: Basic ***")]
    [InlineData("token eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0. is old", "token *** is old")]
    [InlineData("jane@example.com is no bearer", "*** is no bearer")]
    public void Should_hide_in_texts(string text, string expected) => Masker.Text(text).ShouldBe(expected);

    [Theory]
    [InlineData("queue:invoice msg:\"connection refused\" age:>1d", "queue:invoice msg:\"connection refused\" age:>1d")]
    [InlineData("queue:invoice -body.customer.email:x", @"queue:invoice -body.customer.email:\*\*\*")]
    [InlineData("body.birthDay:1990-01-01", @"body.birthDay:\*\*\*")]
    [InlineData("msg:jane@ status:*", @"msg:\*\*\* status:open,replaying,resolved,archived")]
    [InlineData("-jane@example.com", @"-\*\*\*")]
    [InlineData("body.orderId:o-1", "body.orderId:o-1")]
    public void Should_keep_queries_without_what_is_personal(string query, string expected)
    {
        Masker.Query(query).ShouldBe(expected);
        Masker.Query(expected).ShouldBe(expected);
    }
}
