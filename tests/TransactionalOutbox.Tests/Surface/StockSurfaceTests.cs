using System.Reflection;
using System.Runtime.CompilerServices;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Microservices.TransactionalOutbox.Tests.Surface;

/// <summary>The contract with the stock package: the files beside this test are facts about it that were read in it.</summary>
public sealed class StockSurfaceTests
{
    private static readonly Assembly Ours = typeof(InboxState).Assembly;

    [Fact]
    public void Should_have_all_that_applications_call()
    {
        var (type, missing) = ((Type?)null, new List<string>());
        foreach (var line in Read("StockSurface").TakeWhile(line => !line.StartsWith("left out", StringComparison.Ordinal)))
        {
            if (line[0] != ' ')
                type = line.StartsWith("extensions", StringComparison.Ordinal) ? null : TypeOf(line);
            else if (!MembersOf(type).Contains(line.Trim()))
                missing.Add($"{type?.Name} {line.Trim()}");
        }

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Should_leave_out_no_more_than_it_says()
    {
        var leftOut = Read("StockSurface").SkipWhile(line => !line.StartsWith("left out", StringComparison.Ordinal)).Skip(1).ToList();

        leftOut.Count.ShouldBe(4);
        leftOut.Select(line => line.Trim()).Intersect(MembersOf(null)).ShouldBeEmpty();
    }

    [Fact]
    public void Should_have_the_same_tables()
    {
        using var dbContext = new TestDbContext(OutboxEngine.AllowManyModels(new DbContextOptionsBuilder<TestDbContext>()).UseNpgsql("Host=none").Options);
        var tables = dbContext.Model.GetRelationalModel().Tables.Where(table => table.Name.EndsWith("State", StringComparison.Ordinal) || table.Name == nameof(OutboxMessage));

        tables.SelectMany(Describe).ShouldBe(Read("StockTables"), ignoreOrder: true);
    }

    private static string[] Read(string name) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Surface", $"{name}.facts.txt")).Where(line => line.Length > 0 && line[0] != '#')];

    // Name, and what it implements.
    private static Type TypeOf(string line)
    {
        var (name, implemented) = line.Split(" : ") is [var first, var second] ? (first, second) : (line, null);
        var type = Ours.GetType(name.Replace("<TDbContext>", "`1", StringComparison.Ordinal)).ShouldNotBeNull(name);
        if (implemented is not null)
            type.GetInterfaces().Select(x => x.Name).ShouldContain(implemented);
        return type;
    }

    // Of a type, or the extensions in the namespace of MassTransit, whatever the class they are in.
    private static List<string> MembersOf(Type? type) => type is null
        ? [.. Ours.GetExportedTypes().Where(x => x is { IsAbstract: true, IsSealed: true, Namespace: "MassTransit" })
            .SelectMany(x => x.GetMethods()).Where(x => x.IsDefined(typeof(ExtensionAttribute))).Select(Describe)]
        : [.. type.GetProperties().Select(Describe), .. type.GetMethods().Select(Describe)];

    private static string Describe(PropertyInfo property) =>
        $"{Describe(property.PropertyType)} {property.Name} {{ {(property.CanRead ? "get; " : "")}{(property.CanWrite ? "set; " : "")}}}";

    private static string Describe(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(x => x.Name))}>" : "";
        return $"{Describe(method.ReturnType)} {method.Name}{generic}({string.Join(", ", method.GetParameters().Select(x => Describe(x.ParameterType)))})";
    }

    private static string Describe(Type type) => Nullable.GetUnderlyingType(type) is { } value ? $"{value.Name}?"
        : type == typeof(void) ? "void"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Describe))}>"
        : type.Name;

    private static IEnumerable<string> Describe(ITable table) =>
    [
        .. table.Columns.Select(column => $"{table.Name}.{column.Name} {column.StoreType}{(column.IsNullable ? "" : " not null")}"),
        $"{table.Name} primary key {Names(table.PrimaryKey!.Columns)}", // each has one
        .. table.UniqueConstraints.Where(key => !key.GetIsPrimaryKey()).Select(key => $"{table.Name} unique {key.Name} {Names(key.Columns)}"),
        .. table.Indexes.Select(index => $"{table.Name} {(index.IsUnique ? "unique " : "")}index {index.Name} {Names(index.Columns)}"),
        .. table.ForeignKeyConstraints.Select(key =>
            $"{table.Name} foreign key {Names(key.Columns)} to {key.PrincipalTable.Name} {Names(key.PrincipalColumns)} {key.OnDeleteAction}"),
    ];

    private static string Names(IEnumerable<IColumn> columns) => $"({string.Join(", ", columns.Select(column => column.Name))})";
}
