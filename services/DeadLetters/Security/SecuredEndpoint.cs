namespace Microservices.DeadLetters.Security;

/// <summary>Marks the routes that the service's protection is for: in Standalone, others are beside them.</summary>
/// <param name="IsApi">Whether it is for programs: they are told what is wrong instead of being led to the sign-in.</param>
internal sealed record SecuredEndpoint(bool IsApi);
