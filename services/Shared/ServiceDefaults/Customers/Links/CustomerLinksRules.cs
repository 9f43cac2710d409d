using Microservices.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace Microservices.ServiceDefaults.Customers.Links;

/// <summary>The rules of <see cref="CustomerLinksOptions"/> that no attribute can state.</summary>
internal sealed class CustomerLinksRules(IConfiguration configuration) : ISettingsRules<CustomerLinksOptions>
{
    private const string Keys = nameof(CustomerLinksOptions.Keys);
    private const int ShortestKey = 32;
    private const int FewestCharacters = 8;

    public IEnumerable<SettingProblem> Check(CustomerLinksOptions options)
    {
        var places = configuration.GetSection($"{CustomerLinksOptions.SectionName}:{Keys}").GetChildren().Select(place => place.Key);
        foreach (var (key, place) in options.Keys.Zip(places))
        {
            if (key.Trim().Length < ShortestKey || key.Trim().Distinct().Count() < FewestCharacters)
                yield return new SettingProblem($"{Keys}:{place}", $"must have {ShortestKey} characters or more, taken at random") { Example = "from openssl rand -base64 32" };
        }

        if (options.Keys.Count > 0 && string.IsNullOrWhiteSpace(options.Address))
            yield return new SettingProblem(nameof(options.Address), "must be set when CustomerLinks__Keys are");
    }
}
