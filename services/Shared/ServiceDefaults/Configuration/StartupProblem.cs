namespace Microservices.ServiceDefaults.Configuration;

/// <summary>
/// Something wrong with the configuration that was found while services were registered. It is reported at start, with
/// every other problem, instead of as an exception in the middle of <c>Program.cs</c>.
/// </summary>
/// <param name="Message">What is wrong, with the key and a valid value.</param>
/// <param name="PreventsMigration">Whether the <c>migrate</c> command cannot run either.</param>
internal sealed record StartupProblem(string Message, bool PreventsMigration);
