using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microservices.ServiceDefaults.Auditing;
using Microservices.ServiceDefaults.Customers.Links;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Orders.Tests.Customers;

public sealed class When_a_customer_follows_a_link(LinkedOrdersHost host) : IClassFixture<LinkedOrdersHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_show_the_order_in_the_customers_language()
    {
        var order = TestOrders.Fresh("LINK-DE-1");
        order["customer"]!["locale"] = "de-DE";
        order["customer"]!["name"] = "<b>Jané</b>";
        order["lines"]![0]!["description"] = "<script>alert(1)</script>";
        var link = await LinkOfAsync(order);

        using var answer = await host.Http.GetAsync(link.Order.PathAndQuery, Cancelled);
        var page = await answer.Content.ReadAsStringAsync(Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("text/html");
        page.ShouldContain("Ihre Bestellung");
        page.ShouldContain("LINK-DE-1");
        page.ShouldContain(link.Invoice.PathAndQuery);
        page.ShouldContain("lang=\"de-DE\"");
        page.ShouldNotContain("<script");
        answer.Headers.CacheControl?.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("script-src");
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
    }

    [Fact]
    public async Task Should_say_the_same_whatever_is_wrong_with_it()
    {
        var link = await LinkOfAsync(TestOrders.Fresh("LINK-WRONG-1"));
        var good = link.Order.PathAndQuery;
        var links = host.Services.GetRequiredService<CustomerLinks>();
        string[] wrong = [CustomerLinks.OrderPath, $"{CustomerLinks.OrderPath}?link=", good[..^1], good + "A", $"{good}&link=x",
            links.For(Guid.CreateVersion7())!.Order.PathAndQuery]; // of an order that does not exist

        var pages = new List<string>();
        foreach (var path in wrong)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept-Language", "xx, fr-CA;q=0.8, de;q=0.5");
            using var answer = await host.Http.SendAsync(request, Cancelled);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            pages.Add(await answer.Content.ReadAsStringAsync(Cancelled));
        }

        pages.Distinct().ShouldHaveSingleItem().ShouldContain("Ce lien ne fonctionne pas");
    }

    [Fact]
    public async Task Should_give_the_invoice_that_Invoice_gives()
    {
        var link = await LinkOfAsync(TestOrders.Fresh("LINK-INVOICE-1"));
        host.Invoice.Answer = context =>
        {
            context.Response.ContentType = "application/pdf";
            context.Response.Headers.ContentDisposition = "attachment; filename=\"INV-1.pdf\"";
            return context.Response.WriteAsync("%PDF-", context.RequestAborted);
        };

        using var answer = await host.Http.GetAsync(link.Invoice.PathAndQuery, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldBe("%PDF-");
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/pdf");
        answer.Content.Headers.ContentDisposition?.ToString().ShouldBe("attachment; filename=\"INV-1.pdf\"");
        host.Invoice.Asked.ShouldBe(link.Invoice.PathAndQuery);
        answer.Headers.CacheControl?.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData(503, 503)]
    [InlineData(500, 503)]
    [InlineData(401, 503)]
    [InlineData(404, 404)]
    public async Task Should_say_in_words_that_there_is_no_invoice_yet(int ofInvoice, int toCustomer)
    {
        var link = await LinkOfAsync(TestOrders.Fresh());
        host.Invoice.Answer = context =>
        {
            context.Response.StatusCode = ofInvoice;
            return context.Response.WriteAsync("inner words", context.RequestAborted);
        };

        using var answer = await host.Http.GetAsync(link.Invoice.PathAndQuery, Cancelled);

        ((int)answer.StatusCode).ShouldBe(toCustomer);
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldNotContain("inner words");
    }

    [Fact]
    public async Task Should_not_send_the_headers_of_a_PDF_that_broke_off()
    {
        var link = await LinkOfAsync(TestOrders.Fresh());
        host.Invoice.Answer = async context =>
        {
            context.Response.ContentType = "application/pdf";
            context.Response.ContentLength = 1000;
            await context.Response.StartAsync(context.RequestAborted);
            context.Abort();
        };

        using var answer = await host.Http.GetAsync(link.Invoice.PathAndQuery, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("text/html");
        answer.Content.Headers.ContentDisposition.ShouldBeNull();
    }

    [Fact]
    public async Task Should_not_make_one_of_an_order_that_is_not_here()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/orders/{Guid.CreateVersion7()}/link");

        (await host.SendAsync(request)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Should_say_in_words_that_Invoice_is_away()
    {
        var link = await LinkOfAsync(TestOrders.Fresh());
        host.Invoice.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        using var answer = await host.Http.GetAsync(link.Invoice.PathAndQuery, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldContain("Your invoice is not ready yet");
    }

    [Fact]
    public async Task Should_record_who_made_it_and_not_the_link_itself()
    {
        var order = TestOrders.Fresh("LINK-AUDIT-1");
        var link = await LinkOfAsync(order);

        var entries = await host.WithDatabaseAsync(dbContext => dbContext.Set<AuditEntry>()
            .Where(entry => entry.Target == $"order:{order["orderId"]!.GetValue<string>()}").ToListAsync(Cancelled));

        var entry = entries.ShouldHaveSingleItem();
        (entry.Actor, entry.Action).ShouldBe(("local:developer", "orders.link.made"));
        entry.Details.ShouldNotBeNull().ShouldNotContain(TokenOf(link));
    }

    [Fact]
    public async Task Should_leave_no_link_in_a_trace()
    {
        var link = await LinkOfAsync(TestOrders.Fresh());
        var tags = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                foreach (var tag in activity.TagObjects)
                    tags.Enqueue($"{tag.Value}");
                tags.Enqueue(activity.DisplayName);
            },
        };
        ActivitySource.AddActivityListener(listener);

        using var page = await host.Http.GetAsync(link.Order.PathAndQuery, Cancelled);
        using var invoice = await host.Http.GetAsync(link.Invoice.PathAndQuery, Cancelled);

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        tags.ShouldContain(CustomerLinks.OrderPath);
        tags.ShouldNotContain(tag => tag.Contains(TokenOf(link), StringComparison.Ordinal));
    }

    private static string TokenOf(CustomerLink link) => link.Order.Query[$"?{CustomerLinks.Parameter}=".Length..];

    private async Task<CustomerLink> LinkOfAsync(JsonNode order)
    {
        var (_, accepted) = await host.PostAsync(order);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/orders/{accepted["orderId"]}/link");
        var (status, body) = await host.SendAsync(request);
        status.ShouldBe(200);
        body["lastDay"]!.GetValue<string>().ShouldMatch("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        return new CustomerLink(new Uri(body["order"]!.GetValue<string>()), new Uri(body["invoice"]!.GetValue<string>()), default);
    }
}
