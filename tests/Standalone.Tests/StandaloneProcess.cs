using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Microservices.Standalone.Tests;

/// <summary>Standalone as a user starts it, on a data folder of its own.</summary>
internal sealed class StandaloneProcess : IDisposable
{
    private static readonly string Assembly = typeof(StandaloneProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(x => x.Key == "Standalone").Value!; // written by the project file

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("standalone-");

    public string DataFolder => Path.Combine(_folder.FullName, "data");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Runs to the end and returns exit code and output.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output + await error);
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, "--data", DataFolder, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName
        };
        start.Environment["COLUMNS"] = "120";
        return Process.Start(start)!; // throws when it cannot start
    }

    /// <summary>Ends a process by SIGTERM, and returns its exit code.</summary>
    public static async Task<int> StopAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(Cancellation);
        return process.ExitCode;
    }

    /// <summary>A CSV of our own making with the shop's columns.</summary>
    public string WriteCsv(int orders)
    {
        var csv = new StringBuilder("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
        for (var order = 1; order <= orders; order++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{7000 + order},CUP-{order % 7},\"Cup, \"\"blue\"\"\",{1 + order % 3},2026-03-01 10:00:00,4.99,C{order % 5},Germany\n");
            csv.Append(CultureInfo.InvariantCulture, $"{7000 + order},SPOON,Spoon,2,2026-03-01 10:00:00,1.50,C{order % 5},Germany\n");
        }

        csv.Append("C9001,CUP-1,Cup,-1,2026-03-01 10:00:00,4.99,C1,Germany\n");
        return Write("orders.csv", csv.ToString());
    }

    /// <summary>Writes the settings that the data folder brings.</summary>
    public void Configure(string json)
    {
        Directory.CreateDirectory(DataFolder);
        File.WriteAllText(Path.Combine(DataFolder, "appsettings.json"), json);
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public async Task<long> CountAsync(string service, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(DataFolder, service)}.db;Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync(Cancellation))!; // counts are never NULL
    }

    /// <summary>Each order has one of everything, wherever it is stored.</summary>
    public async Task ShouldHoldAsync(int orders)
    {
        (await CountAsync("orders", "select count(*) from orders")).ShouldBe(orders);
        (await CountAsync("orders", "select count(*) from fulfilment_steps where status = 'done'")).ShouldBe(3 * orders);
        (await CountAsync("email", "select count(*) from deliveries where sent_at is not null")).ShouldBe(orders);
        (await CountAsync("inventory", "select count(distinct order_id) from reservations")).ShouldBe(orders);
        (await CountAsync("invoice", "select count(distinct number) from invoices")).ShouldBe(orders);
        (await CountAsync("invoice", "select last_number from invoice_counters")).ShouldBe(orders);
        (await CountAsync("email", "select count(*) from invoice_deliveries where sent_at is not null")).ShouldBe(orders);
        Directory.GetFiles(Path.Combine(DataFolder, "mails"), "order-*.eml").Length.ShouldBe(orders);
        Directory.GetFiles(Path.Combine(DataFolder, "mails"), "invoice-*.eml").Length.ShouldBe(orders);
        // A process killed between file and row leaves a file more of the same number.
        Directory.GetFiles(Path.Combine(DataFolder, "invoices"), "*.pdf", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(file).Split('.')[0]).Distinct().Count().ShouldBe(orders);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
