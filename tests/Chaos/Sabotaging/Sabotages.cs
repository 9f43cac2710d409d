using Microservices.Chaos.Fleets;
using Microservices.Testing;
using Npgsql;

namespace Microservices.Chaos.Sabotaging;

/// <summary>How each <see cref="Sabotage"/> is done, without a line of the services being changed for it.</summary>
internal static class Sabotages
{
    /// <summary>The variable by which the start-up hook learns what to break.</summary>
    private const string Variable = "CHAOS_SABOTAGE";

    // A trigger runs before the unique keys are checked.
    private const string InboxOff = """
        create function forget() returns trigger language plpgsql as $$
        begin
            delete from inbox_state where message_id = new.message_id and consumer_id = new.consumer_id;
            return new;
        end $$;
        create trigger forget before insert on inbox_state for each row execute function forget();
        create function make_room() returns trigger language plpgsql as $$
        begin
            delete from reservation_lines using reservations r where r.id = reservation_id and r.order_id = new.order_id;
            delete from reservations where order_id = new.order_id;
            return new;
        end $$;
        create trigger make_room before insert on reservations for each row execute function make_room();
        """;

    private const string LedgerOff = """
        create function forget_mail() returns trigger language plpgsql as $$
        begin
            delete from invoice_deliveries where order_id = new.order_id;
            return new;
        end $$;
        create trigger forget_mail before insert on invoice_deliveries for each row execute function forget_mail();
        """;

    /// <summary>The settings that load the start-up hook into the services concerned.</summary>
    public static IEnumerable<(string Key, string Value)> SettingsOf(Sabotage sabotage, string service) => In(service, sabotage) switch
    {
        Sabotage.None or Sabotage.InboxOff or Sabotage.LedgerOff => [],
        var code => [("DOTNET_STARTUP_HOOKS", HookPath()), (Variable, $"{code}")],
    };

    /// <summary>Breaks what is broken in a database.</summary>
    public static async Task ApplyAsync(Sabotage sabotage, Fleet fleet, CancellationToken cancellationToken)
    {
        if (sabotage is Sabotage.InboxOff or Sabotage.All)
            await ExecuteAsync(fleet[ServiceNames.Inventory], InboxOff, cancellationToken);
        if (sabotage is Sabotage.LedgerOff or Sabotage.All)
            await ExecuteAsync(fleet[ServiceNames.Email], LedgerOff, cancellationToken);
    }

    private static async Task ExecuteAsync(FleetService service, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(service.Database + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Sabotage In(string service, Sabotage sabotage) => (sabotage, service) switch
    {
        (Sabotage.AckBeforeCommit, ServiceNames.Email or ServiceNames.Inventory or ServiceNames.Invoice) => Sabotage.AckBeforeCommit,
        (Sabotage.All, ServiceNames.Email) => Sabotage.AckBeforeCommit,
        (Sabotage.InboxOff or Sabotage.All, ServiceNames.Inventory) => Sabotage.InboxOff,
        (Sabotage.OutboxWithoutTransaction or Sabotage.All, ServiceNames.Orders) => Sabotage.OutboxWithoutTransaction,
        (Sabotage.ReplayToExchange or Sabotage.All, ServiceNames.DeadLetters) => Sabotage.ReplayToExchange,
        _ => Sabotage.None,
    };

    private static string HookPath() => Path.Combine(TestData.RepositoryRoot, "tests", "Chaos.Sabotage", "bin",
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Microservices.Chaos.Sabotage.dll"); // a program is never in the root
}
