using System.Globalization;

namespace Microservices.Orders.Tests.Import;

/// <summary>
/// A file of the shape that one gets by joining the tables of Northwind, Microsoft's sample database: its columns and numbers, 830
/// orders of 2,155 lines, dates as in the United States, discounts as a share that was once a binary float. The rows are made up.
/// </summary>
internal static class NorthwindShape
{
    internal const int Orders = 830;
    internal const int Lines = 2155;

    internal const string Query = "?currency=USD&timeZone=America/Los_Angeles&dateFormat=M/d/yyyy&map.InvoiceNo=orderID&map.StockCode=productID"
        + "&map.Description=productName&map.Quantity=quantity&map.InvoiceDate=orderDate&map.UnitPrice=unitPrice&map.CustomerID=customerID"
        + "&map.Country=shipCountry&map.Discount=discount";

    private static readonly string[] Countries =
        ["USA", "UK", "Germany", "Austria", "Brazil", "France", "Venezuela", "Ireland", "Mexico", "Switzerland"];

    private static readonly string[] Discounts = ["0", "0", "0", "0.05", "0.1", "0.15", "0.2", "0.25", "0.15000000596046448", "0.05000000074505806"];

    /// <summary>Makes the file and what its orders come to.</summary>
    internal static (string Text, decimal Total) Create()
    {
        var random = new Random(19960704);
        var text = new StringWriter();
        text.Write("\ufefforderID,customerID,orderDate,shipCountry,productID,productName,unitPrice,quantity,discount\r\n");
        var total = 0m;
        for (var line = 0; line < Lines; line++)
        {
            // Two or three lines for each, in order.
            var order = line * Orders / Lines;
            var date = new DateOnly(1996, 7, 4).AddDays(order * 670 / Orders);
            var (price, quantity) = (random.Next(200, 26_350) / 100m, random.Next(1, 131));
            var discount = Discounts[random.Next(Discounts.Length)];
            var product = random.Next(1, 78);
            text.Write(string.Create(CultureInfo.InvariantCulture,
                $"{10248 + order},CUST{order % 89},{date.Month}/{date.Day}/{date.Year},{Countries[order % 10]},{product},\"Product, no. {product}\",{price},{quantity},{discount}\r\n"));
            total += Math.Round(quantity * price * (1 - decimal.Parse(discount, CultureInfo.InvariantCulture)), 2, MidpointRounding.AwayFromZero);
        }

        return (text.ToString(), total);
    }
}
