using System.Security.Claims;
using System.Text.Encodings.Web;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Customers.Links;

/// <summary>Tells by a customer's link which order may be seen.</summary>
internal sealed class LinkHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger,
    UrlEncoder encoder, CustomerLinks links) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string OrderClaim = "order";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Query.TryGetValue(CustomerLinks.Parameter, out var values))
            return Task.FromResult(AuthenticateResult.NoResult());

        var reason = "The address must hold one link.";
        return Task.FromResult(values is [{ } token] && links.Read(token, out reason) is { } orderId
            ? AuthenticateResult.Success(new AuthenticationTicket(
                Callers.Create(Schemes.Link, new("customer", $"link:{orderId}"), [], [], new Claim(OrderClaim, orderId.ToString())), Scheme.Name))
            : AuthenticateResult.Fail(reason));
    }
}
