namespace Microservices.ServiceDefaults.Configuration;

/// <summary>
/// Holds no setting; its validation makes the start fail with the <see cref="StartupProblem"/>s and <see cref="UnknownSettings"/>.
/// </summary>
internal sealed class StartupOptions;
