using Microservices.Chaos.Judging;
using static Microservices.Chaos.Tests.Judging.SampleEvidence;

namespace Microservices.Chaos.Tests.Judging;

public sealed class JudgeTests
{
    private static readonly Dictionary<string, Func<Evidence, Evidence>> Faults = new()
    {
        ["order chaos-1-0 (Plain) was answered 500"] = e => e with { Answers = [e.Answers[0] with { Status = 500, OrderId = null }, .. e.Answers.Skip(1)] },
        ["order chaos-1-2 (Invalid) was answered 202"] = e => e with { Answers = [.. e.Answers.Take(2), e.Answers[2] with { Status = 202, OrderId = Guid.Empty }] },
        ["order chaos-1-0 has 0 of 1 in: accepted orders kept"] = e => e with { Orders = [e.Orders[1]] },
        ["order chaos-1-0 is kept with 4, not 5.0"] = e => e with { Orders = [e.Orders[0] with { Total = 4 }, e.Orders[1]] },
        ["order chaos-1-0 has 0 of 1 in: events, one MessageId per order"] = e => e with { Sightings = [.. e.Sightings.Skip(2)] },
        ["order chaos-1-1 has 2 of 1 in: events, one MessageId per order"] = e => e with { Sightings = [.. e.Sightings, e.Sightings[2] with { MessageId = "m4" }] },
        [$"nobody was told that order {Guid.Empty} was accepted, and it has 1 in: events, one MessageId per order"] =
            e => e with { Sightings = [.. e.Sightings, e.Sightings[2] with { MessageId = "m5", OrderId = Guid.Empty }] },
        ["message m2 was replayed to the exchange, and so to every consumer"] = e => e with { Sightings = [.. e.Sightings, e.Sightings[2] with { IsReplay = true }] },
        ["order chaos-1-0 has a mail that is Sending"] = e => e with { Deliveries = [e.Deliveries[0] with { Status = "Sending" }, e.Deliveries[1]] },
        ["order chaos-1-0 has a mail in the ledger that no server got"] = e => e with { Mails = [.. e.Mails.Skip(1)] },
        ["order chaos-1-1 has 3 mails, and the ledger counts 1 repeated"] = e => e with { Mails = [.. e.Mails, "mail-2"] },
        ["order chaos-1-0 has 0 of 1 in: orders with their invoice mailed"] = e => e with { InvoiceDeliveries = [e.InvoiceDeliveries[1]], Mails = [.. e.Mails.Where(id => id != "invoice-1")] },
        ["order chaos-1-1 has a mail that is Pending"] = e => e with { InvoiceDeliveries = [e.InvoiceDeliveries[0], e.InvoiceDeliveries[1] with { Status = "Pending" }] },
        ["order chaos-1-1 has a mail in the ledger that no server got"] = e => e with { Mails = [.. e.Mails.SkipLast(1)] },
        ["order chaos-1-1 has 2 mails, and the ledger counts 0 repeated"] = e => e with { Mails = [.. e.Mails, "invoice-2"] },
        [$"nobody was told that order {Guid.Empty} was accepted, and it has 1 in: orders with their invoice mailed"] = e => e with
        {
            InvoiceDeliveries = [.. e.InvoiceDeliveries, e.InvoiceDeliveries[1] with { OrderId = Guid.Empty }],
        },
        ["mail strange is in no ledger"] = e => e with { Mails = [.. e.Mails, "strange"] },
        ["order chaos-1-0 has 2 of 1 in: reservations"] = e => e with { Reservations = [.. e.Reservations, e.Reservations[0]] },
        ["order chaos-1-0 wants 2 pieces; 1 are reserved and 0 on back order"] = e => e with { Reservations = [e.Reservations[0] with { Reserved = 1 }, e.Reservations[1]] },
        ["SKU-00: 4 of 3 are reserved, and 3 by orders"] = e => e with { Stock = [e.Stock[0] with { Reserved = 4 }] },
        ["order chaos-1-0 costs 5.0 and is invoiced with 10"] = e => e with { Invoices = [e.Invoices[0] with { Gross = 10 }, e.Invoices[1]] },
        ["order chaos-1-0 has 0 documents"] = e => e with { Invoices = [e.Invoices[0] with { Documents = 0 }, e.Invoices[1]] },
        ["number 3 of (INV, 2026) was handed out and is on no invoice"] = e => e with { Counters = new Dictionary<(string, int), long> { [("INV", 2026)] = 3 } },
        ["order chaos-1-1 has 2 of 3 steps done"] = e => e with { Orders = [e.Orders[0], e.Orders[1] with { Steps = 2 }] },
        ["bad message 0191f6a0-5b6c-7d3e-8f00-00000000000b is no dead letter of orders-order-confirmed"] = e => e with { Letters = [.. e.Letters.Skip(1)] },
        ["message m2 is a dead letter of inventory-order-confirmed: UnknownSkuException: new-1"] =
            e => e with { Letters = [.. e.Letters.Take(4), e.Letters[4] with { Status = "open" }] },
        ["1 are left in Email"] = e => e with { Outboxes = new Dictionary<string, long> { ["Email"] = 1 } },
        ["2 are left in email-order-confirmed"] = e => e with { Queues = new Dictionary<string, long> { ["email-order-confirmed"] = 2 } },
        ["Email-1 ended by itself"] = e => e with { Crashes = ["Email-1"] },
    };

    public static TheoryData<string> Words => [.. Faults.Keys];

    [Fact]
    public void Should_find_nothing_where_nothing_is_wrong()
    {
        var verdict = Judge.Decide(Exact);

        verdict.Checks.Where(check => !check.Holds).ShouldBeEmpty();
        verdict.IsExact.ShouldBeTrue();
        verdict.RepeatedMails.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Should_say_what_is_wrong(string words)
    {
        var verdict = Judge.Decide(Faults[words](Exact));

        verdict.IsExact.ShouldBeFalse();
        verdict.Violations.Select(violation => violation.What).ShouldContain(words);
    }
}
