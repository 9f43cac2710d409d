using MassTransit;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PublicApiGenerator;

namespace Microservices.TransactionalOutbox.Tests.Surface;

/// <summary>
/// The files beside this test are the contract with the stock package: what services compile against, and the tables that
/// both understand. A change that fails here either breaks <c>-p:StockOutbox=true</c> or is approved by copying the
/// received file over the approved one.
/// </summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public void Should_be_the_approved_one()
    {
        var surface = typeof(InboxState).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false });

        Approve("PublicSurface", surface);
    }

    [Fact]
    public void Should_create_the_stock_packages_tables_on_postgres()
    {
        using var dbContext = new TestDbContext(new DbContextOptionsBuilder<TestDbContext>().UseNpgsql("Host=none").Options);

        Approve("PostgresTables", dbContext.Database.GenerateCreateScript());
    }

    [Fact]
    public void Should_have_the_stock_packages_defaults_except_isolation()
    {
        var services = new ServiceCollection();
        IEntityFrameworkOutboxConfigurator configured = null!; // set by the callback
        services.AddMassTransit(bus => bus.AddEntityFrameworkOutbox<TestDbContext>(x => configured = x.UsePostgres()));

        var defaults = configured.ShouldBeOfType<MassTransit.Configuration.EntityFrameworkOutboxConfigurator<TestDbContext>>();
        defaults.QueryDelay.ShouldBe(TimeSpan.FromSeconds(10));
        defaults.QueryMessageLimit.ShouldBe(100);
        defaults.QueryTimeout.ShouldBe(TimeSpan.FromSeconds(30));
        defaults.DuplicateDetectionWindow.ShouldBe(TimeSpan.FromMinutes(30));
        defaults.IsolationLevel.ShouldBe(System.Data.IsolationLevel.ReadCommitted);
    }

    [Fact]
    public void Should_say_which_call_is_missing_when_no_database_was_named()
    {
        var register = () => new ServiceCollection().AddMassTransit(bus => bus.AddEntityFrameworkOutbox<TestDbContext>());

        register.ShouldThrow<ConfigurationException>().Message.ShouldContain("UsePostgres()");
    }

    private static void Approve(string name, string text)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Surface");
        Directory.CreateDirectory(folder);
        var approvedFile = Path.Combine(folder, $"{name}.approved.txt");
        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile) : "";
        var received = text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (approved != received)
            File.WriteAllText(Path.Combine(folder, $"{name}.received.txt"), received);

        received.ShouldBe(approved, $"see {name}.received.txt in {folder}");
    }
}
