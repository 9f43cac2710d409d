using Contracts.Invoice;
using Contracts.Orders;

namespace Microservices.Benchmarks.Subjects.Wolverine;

/// <summary>Within Wolverine's transactional middleware, which saves, marks the message as handled, commits and sends.</summary>
public static class EntityFrameworkHandler
{
    public static InvoiceIssued Handle(OrderConfirmed order, WolverineDbContext dbContext)
    {
        dbContext.Add(InvoiceRow.Of(order));
        return InvoiceTable.EventOf(order);
    }
}
