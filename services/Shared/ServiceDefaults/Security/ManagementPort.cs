using Microservices.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Security;

/// <summary>The port for operators: whoever reaches it may read metrics and the details of health, and nothing else without a key.</summary>
internal sealed class ManagementPort(IOptions<HttpOptions> options, LocalTrial trial)
{
    /// <summary>Whether a request may see how the service is, with the reasons.</summary>
    public bool MayLookInside(HttpContext context) => context.Connection.LocalPort == options.Value.ManagementPort
        || (trial.IsOn && LocalTrial.IsLocal(context)) || context.User.Has(Scopes.MetricsRead);
}
