using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Microservices.DeadLetters.Tests.Security.Scenes;

/// <summary>An OpenID Connect provider that signs everyone in at once.</summary>
internal sealed class Provider : IAsyncDisposable
{
    public const string Client = "dead-letters";
    public const string Audience = "https://fulfilment.example";
    public const string Secret = "client-secret";
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly WebApplication _app;
    private string? _nonce;

    private Provider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => new Dictionary<string, object>
        {
            ["issuer"] = Address,
            ["authorization_endpoint"] = $"{Address}/authorize",
            ["token_endpoint"] = $"{Address}/token",
            ["jwks_uri"] = $"{Address}/keys",
        });
        _app.MapGet("/keys", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_rsa.ExportParameters(false)) { KeyId = "1" });
            return new { keys = new[] { new { kty = key.Kty, use = "sig", kid = key.Kid, n = key.N, e = key.E, alg = "RS256" } } };
        });
        _app.MapGet("/authorize", (HttpRequest request) =>
        {
            _nonce = request.Query["nonce"];
            return Results.Redirect(QueryHelpers.AddQueryString(request.Query["redirect_uri"].ToString(),
                new Dictionary<string, string?> { ["code"] = "code", ["state"] = request.Query["state"] }));
        });
        _app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            return form["client_secret"] == Secret && form["code"] == "code" && form["code_verifier"].Count == 1
                ? Results.Ok(new { access_token = "x", token_type = "Bearer", id_token = Token(UserClaims, Client, nonce: _nonce) })
                : Results.BadRequest(new { error = "invalid_grant" });
        });
    }

    public string Address => _app.Urls.Single();

    /// <summary>Who signs in.</summary>
    public Dictionary<string, object> UserClaims { get; } = new()
    {
        ["sub"] = "4711",
        ["preferred_username"] = "grace",
        ["queues"] = "*",
        ["realm_access"] = new Dictionary<string, object> { ["roles"] = new[] { "on-call", "other" } },
    };

    public (string Key, string Value)[] Settings =>
    [
        ("Security:Oidc:Authority", Address),
        ("Security:Oidc:ClientId", Client),
        ("Security:Oidc:ClientSecret", Secret),
        ("Security:Oidc:RoleClaim", "realm_access.roles"),
        ("Security:Oidc:Audience", Audience),
        ("Security:Oidc:Roles:0:Name", "on-call"),
        ("Security:Oidc:Roles:0:Scopes:0", "deadletters.operate"),
    ];

    public static async Task<Provider> StartAsync()
    {
        var provider = new Provider();
        await provider._app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    public string Token(Dictionary<string, object> claims, string audience = Audience, TimeSpan? lifetime = null,
        string? nonce = null, RSA? key = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var all = new Dictionary<string, object>(claims);
        if (nonce is not null)
            all["nonce"] = nonce;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = audience,
            Claims = all,
            NotBefore = now.AddHours(-2),
            IssuedAt = now,
            Expires = now + (lifetime ?? TimeSpan.FromMinutes(5)),
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key ?? _rsa) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }
}
