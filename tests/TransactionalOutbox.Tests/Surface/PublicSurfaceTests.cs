using MassTransit;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PublicApiGenerator;

namespace Microservices.TransactionalOutbox.Tests.Surface;

/// <summary>
/// The approved files beside this test are our surface and our tables: a change of either is seen, and is approved by copying the
/// received file over the approved one. <see cref="StockSurfaceTests"/> compares them with the stock package.
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
    public void Should_create_the_approved_tables_on_postgres()
    {
        using var dbContext = new TestDbContext(OutboxEngine.AllowManyModels(new DbContextOptionsBuilder<TestDbContext>()).UseNpgsql("Host=none").Options);

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

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Should_say_which_setting_is_out_of_its_range(string setting, Action<IEntityFrameworkOutboxConfigurator> set)
    {
        var register = () => new ServiceCollection().AddMassTransit(bus => bus.AddEntityFrameworkOutbox<TestDbContext>(x => set(x.UsePostgres())));

        register.ShouldThrow<ConfigurationException>().Message
            .ShouldBe($"The outbox of TestDbContext has {setting}, which must be more than 0.");
    }

    public static TheoryData<string, Action<IEntityFrameworkOutboxConfigurator>> OutOfRange => new()
    {
        { "QueryMessageLimit = 0", x => x.QueryMessageLimit = 0 },
        { "QueryMessageLimit = -1", x => x.QueryMessageLimit = -1 },
        { "QueryDelay = 00:00:00", x => x.QueryDelay = TimeSpan.Zero },
        { "QueryTimeout = -00:00:01", x => x.QueryTimeout = TimeSpan.FromSeconds(-1) },
        { "DuplicateDetectionWindow = 00:00:00", x => x.DuplicateDetectionWindow = TimeSpan.Zero },
        { "MessageDeliveryLimit = 0", x => x.UseBusOutbox(y => y.MessageDeliveryLimit = 0) },
        { "MessageDeliveryLimit = -1", x => x.UseBusOutbox(y => y.MessageDeliveryLimit = -1) },
        { "MessageDeliveryTimeout = 00:00:00", x => x.UseBusOutbox(y => y.MessageDeliveryTimeout = TimeSpan.Zero) },
    };

    [Theory]
    [MemberData(nameof(OfAnEndpoint))]
    public async Task Should_say_where_the_setting_belongs_that_an_endpoint_makes(string setting, Action<IOutboxOptionsConfigurator> set)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddMassTransit(bus =>
            {
                bus.AddEntityFrameworkOutbox<TestDbContext>(x => x.UsePostgres());
                bus.UsingInMemory((context, cfg) =>
                    cfg.ReceiveEndpoint("orders", endpoint => endpoint.UseEntityFrameworkOutbox<TestDbContext>(context, set)));
            })
            .BuildServiceProvider();
        var create = () => services.GetRequiredService<IBusControl>();

        create.ShouldThrow<ConfigurationException>().Message
            .ShouldContain($"AddEntityFrameworkOutbox<TestDbContext>(x => x.UseBusOutbox(y => y.{setting} = …))");
    }

    public static TheoryData<string, Action<IOutboxOptionsConfigurator>> OfAnEndpoint => new()
    {
        { "MessageDeliveryLimit", x => x.MessageDeliveryLimit = 10 },
        { "MessageDeliveryTimeout", x => x.MessageDeliveryTimeout = TimeSpan.FromSeconds(5) },
    };

    [Fact]
    public void Should_refuse_a_further_bus()
    {
        var register = () => new ServiceCollection().AddMassTransit<IFurtherBus>(bus => bus.AddEntityFrameworkOutbox<TestDbContext>(x => x.UsePostgres()));

        register.ShouldThrow<System.Reflection.TargetInvocationException>().GetBaseException().ShouldBeOfType<ConfigurationException>().Message
            .ShouldContain("IFurtherBus publishes without an outbox.");
    }

    public interface IFurtherBus : IBus;

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
