using Microservices.ServiceDefaults.Customers.Links;
using Microservices.ServiceDefaults.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Tests.Customers;

public sealed class CustomerLinksSettingsTests
{
    private const string Key = "a-key-for-links-of-forty-characters-5678";

    [Theory]
    [InlineData("CustomerLinks__Address", null, "CustomerLinks:Keys:0", Key)]
    [InlineData("CustomerLinks__Address", "shop.example", "CustomerLinks:Keys:0", Key, "CustomerLinks:Address", "shop.example")]
    [InlineData("CustomerLinks__Keys__0", null, "CustomerLinks:Keys:0", "secret", "CustomerLinks:Address", "https://shop.example")]
    [InlineData("CustomerLinks__Lifetime", "00:00:01", "CustomerLinks:Lifetime", "00:00:01")]
    public async Task Should_end_the_start_naming_the_key(string setting, string? shown, params string[] settings)
    {
        await using var service = TestService.Build("memory://", builder => builder.Services.AddCustomerLinks(),
            [.. settings.Chunk(2).Select(pair => (pair[0], (string?)pair[1]))]);

        var failure = await Should.ThrowAsync<OptionsValidationException>(() => service.StartAsync(TestContext.Current.CancellationToken));

        failure.Message.ShouldContain(setting);
        if (shown is not null)
            failure.Message.ShouldContain(shown);
        failure.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Should_make_no_links_without_a_key()
    {
        await using var service = TestService.Build("memory://", builder => builder.Services.AddCustomerLinks());

        service.App.Services.GetRequiredService<CustomerLinks>().For(Guid.NewGuid()).ShouldBeNull();
    }
}
