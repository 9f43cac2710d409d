using System.Reflection;
using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microservices.Architecture.Tests.Settings;

/// <summary>A service's settings, found in its registrations: a new option is tested without being listed.</summary>
internal sealed class ServiceSettings
{
    private static readonly Dictionary<string, string?> Valid = new()
    {
        ["ConnectionStrings:Broker"] = "memory://",
        ["ConnectionStrings:Database"] = "Host=localhost;Database=any",
        ["Email:Sender:Address"] = "orders@shop.example",
        ["Email:Invoices:Address"] = "http://localhost:5082",
        ["Email:Sender:Name"] = "Example Shop",
        ["Email:Smtp:Host"] = "smtp.shop.example",
        ["Invoice:Seller:Name"] = "Example Trading Ltd",
        ["Invoice:Seller:Street"] = "1 Example Street",
        ["Invoice:Seller:City"] = "London N1 9GU",
        ["Invoice:Seller:Country"] = "United Kingdom",
        ["Invoice:Seller:CountryCode"] = "GB",
        ["Invoice:Seller:VatId"] = "GB 123 4567 89",
        ["Security:ApiKeys:0:Name"] = "ci",
        ["Security:ApiKeys:0:Scopes:0"] = "deadletters.read",
        ["Security:ApiKeys:0:Queues:0"] = "*",
        ["Security:ApiKeys:0:Sha256"] = new('0', 64),
    };

    private readonly WebApplicationBuilder _builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());

    private ServiceSettings(string service)
    {
        _builder.Configuration.AddInMemoryCollection(Valid);
        _builder.AddServiceDefaults();
        Assembly.Load($"Microservices.{service}").GetType($"Microservices.{service}.{service}ServiceExtensions", throwOnError: true)!
            .GetMethod($"Add{service}Service")!.Invoke(null, [_builder]); // the layout test demands both
        _builder.Services.AddSingleton<IConfiguration>(_builder.Configuration); // as an instance, which no provider disposes
        All = [.. Sections.SelectMany(section => SettingsOf(section.OptionsType, section.Path, property: null))];
    }

    /// <summary>Every setting, with an entry for each list.</summary>
    public IReadOnlyList<Setting> All { get; }

    /// <summary>The sections that the service binds.</summary>
    public IEnumerable<SettingsSection> Sections =>
        _builder.Services.Where(service => !service.IsKeyedService).Select(service => service.ImplementationInstance).OfType<SettingsSection>();

    public static ServiceSettings Of(string service) => new(service);

    /// <summary>What the start says when these settings are added to valid ones.</summary>
    public IReadOnlyList<string> FindProblems(params (string Path, string? Value)[] settings)
    {
        var stated = _builder.Configuration.Sources.Count;
        _builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Path, setting => setting.Value));
        try
        {
            using var provider = _builder.Services.BuildServiceProvider();
            provider.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
        catch (AggregateException exception)
        {
            return [.. exception.Flatten().InnerExceptions.Cast<OptionsValidationException>().SelectMany(invalid => invalid.Failures)];
        }
        finally
        {
            _builder.Configuration.Sources.RemoveAt(stated);
        }
    }

    private static IEnumerable<Setting> SettingsOf(Type type, string path, PropertyInfo? property)
    {
        if (SettingTypes.IsValue(type))
            return [new Setting(path, type, property!)]; // a section is no value
        if (SettingTypes.EntryOf(type) is { } entry)
            return SettingsOf(entry, $"{path}:{(IsDictionary(type) ? "DE" : "0")}", property);
        return SettingTypes.PropertiesOf(type).SelectMany(inner => SettingsOf(inner.PropertyType, $"{path}:{inner.Name}", inner));
    }

    private static bool IsDictionary(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>);
}
