using System.CommandLine;

namespace Microservices.Benchmarks;

/// <summary>Options that are numbers.</summary>
internal static class NumberOption
{
    public static Option<int> Positive(string name, string description, int byDefault)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name} must be 1 or more.");
        });
        return option;
    }
}
