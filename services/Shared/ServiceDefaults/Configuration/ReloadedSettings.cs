using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Microservices.ServiceDefaults.Configuration;

/// <summary>Reads settings once more whenever their source changes. Settings that are wrong are refused, as at the start.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
internal sealed class ReloadedSettings<TOptions>(IOptionsFactory<TOptions> factory, IEnumerable<SettingsSection> sections, IConfiguration configuration)
    where TOptions : class
{
    /// <summary>Reads the settings of today, and those of each change.</summary>
    /// <param name="root">The first part of the section's name; a setting below it that nobody knows is refused, because it would be without effect.</param>
    /// <param name="take">Takes settings that are right.</param>
    /// <param name="refuse">Is told of a change that is wrong.</param>
    /// <returns>Ends the watch.</returns>
    /// <exception cref="OptionsValidationException">The settings of today are wrong.</exception>
    public IDisposable Watch(string root, Action<TOptions> take, Action<OptionsValidationException> refuse)
    {
        var known = new UnknownSettings([.. sections.Where(section => section.Path.Split(':')[0] == root)]);
        take(factory.Create(Options.DefaultName));
        var watch = ChangeToken.OnChange(configuration.GetReloadToken, Reread);
        Reread(); // for a change between the two lines before
        return watch;

        void Reread()
        {
            try
            {
                string[] unknown = [.. known.Find(configuration)];
                if (unknown.Length > 0)
                    throw new OptionsValidationException(Options.DefaultName, typeof(TOptions), unknown);
                take(factory.Create(Options.DefaultName));
            }
            catch (OptionsValidationException exception)
            {
                refuse(exception);
            }
        }
    }
}
