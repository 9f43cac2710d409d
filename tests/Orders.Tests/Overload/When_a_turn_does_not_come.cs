using System.Net;
using System.Text;

namespace Microservices.Orders.Tests.Overload;

public sealed class When_a_turn_does_not_come(ImpatientOrdersHost host) : IClassFixture<ImpatientOrdersHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_ask_to_come_back_and_take_the_order_then()
    {
        var order = TestOrders.Fresh();
        using var slow = new HeldContent(Encoding.UTF8.GetBytes(TestOrders.Fresh().ToJsonString()), "application/json");
        var working = host.Http.PostAsync("/orders", slow, Cancelled);

        // Until the slow one has its place, the other one is taken; after that it waits in vain.
        using var refused = await RefusedAsync(order.ToJsonString());
        slow.Release();
        using var answered = await working;
        var (again, _) = await host.PostAsync(order);

        refused.Headers.RetryAfter.ShouldNotBeNull();
        answered.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        again.ShouldBe(202);
    }

    private async Task<HttpResponseMessage> RefusedAsync(string order)
    {
        while (true)
        {
            using var content = new StringContent(order, Encoding.UTF8, "application/json");
            var response = await host.Http.PostAsync("/orders", content, Cancelled);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                return response;
            response.Dispose();
        }
    }
}
