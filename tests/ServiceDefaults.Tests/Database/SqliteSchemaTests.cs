using Microservices.ServiceDefaults.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Microservices.ServiceDefaults.Tests.Database;

public sealed class SqliteSchemaTests : IDisposable
{
    private readonly SqliteConnection _file = new("Data Source=:memory:");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_add_tables_columns_and_indexes_to_the_file_of_an_earlier_version()
    {
        await EarlierAsync("CREATE TABLE parcels (Id INTEGER NOT NULL PRIMARY KEY); INSERT INTO parcels VALUES (7)");
        await using var context = new ParcelDbContext(_file);

        await SqliteSchema.AddWhatIsMissingAsync(context, Cancellation);
        await SqliteSchema.AddWhatIsMissingAsync(context, Cancellation);

        var parcel = await context.Set<Parcel>().SingleAsync(Cancellation);
        (parcel.Id, parcel.Status, parcel.Note).ShouldBe((7, "it's {open}", null));
        context.Add(new Stop { Place = "Cork" });
        await context.SaveChangesAsync(Cancellation);
        (await context.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM pragma_index_list('parcels')").ToListAsync(Cancellation))
            .ShouldBe(["IX_parcels_Status"]);
    }

    [Fact]
    public async Task Should_name_a_column_that_cannot_be_added()
    {
        await EarlierAsync("CREATE TABLE stops (Id INTEGER NOT NULL PRIMARY KEY)");
        await using var context = new ParcelDbContext(_file);

        (await Should.ThrowAsync<InvalidOperationException>(() => SqliteSchema.AddWhatIsMissingAsync(context, Cancellation)))
            .Message.ShouldBe("The SQLite file lacks the column stops.Place, which has no default. Start with a new file.");
    }

    public void Dispose() => _file.Dispose();

    private async Task EarlierAsync(string sql)
    {
        await _file.OpenAsync(Cancellation);
        await using var command = _file.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private sealed class ParcelDbContext(SqliteConnection file) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite(file);

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Parcel>().ToTable("parcels").HasIndex(parcel => parcel.Status);
            modelBuilder.Entity<Parcel>().Property(parcel => parcel.Status).HasDefaultValue("it's {open}");
            modelBuilder.Entity<Stop>().ToTable("stops").HasData(new Stop { Id = 1, Place = "Dublin" });
        }
    }

    private sealed class Parcel
    {
        public int Id { get; set; }

        public string Status { get; set; } = "";

        public string? Note { get; set; }
    }

    private sealed class Stop
    {
        public int Id { get; set; }

        public string Place { get; set; } = "";
    }
}
