using Microservices.Email.Sending;
using Microservices.Testing.Contracts;

namespace Microservices.Email.Tests.Sending;

public sealed class MailboxesTests
{
    [Fact]
    public void Should_read_every_address_that_an_order_may_have() =>
        RuleCases.All.Where(it => it is { Format: "idn-email", IsRight: true } && !Mailboxes.TryParse(it.Text, out _))
            .Select(it => it.ToString()).ShouldBeEmpty();
}
