using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Microservices.Security.Tests.Scenes;

/// <summary>An OpenID Connect provider that makes good tokens and forged ones.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    public const string Audience = "https://fulfilment.example";
    public const string ClientId = "dead-letters";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly RSA _foreign = RSA.Create(2048);
    private readonly WebApplication _app;

    private TokenIssuer()
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
    }

    public string Address => _app.Urls.Single();

    public static async Task<TokenIssuer> StartAsync()
    {
        var issuer = new TokenIssuer();
        await issuer._app.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    /// <summary>A token that is as it should be, with a scope.</summary>
    public string Good(string scope) => Make(With(scope));

    /// <summary>Tokens that nobody may believe, by the reason. Each would allow everything.</summary>
    public IReadOnlyDictionary<string, string> Forged()
    {
        var all = string.Join(' ', ServiceDefaults.Security.Scopes.All);
        var good = Good(all).Split('.');
        return new Dictionary<string, string>
        {
            ["expired"] = Make(With(all), lifetime: TimeSpan.FromHours(-1)),
            ["not valid yet"] = Make(With(all), notBefore: TimeSpan.FromHours(1), lifetime: TimeSpan.FromHours(2)),
            ["of another issuer"] = Make(With(all), issuer: "https://elsewhere.example"),
            ["for another audience"] = Make(With(all), audience: "https://elsewhere.example"),
            ["for the console"] = Make(With(all), audience: ClientId),
            ["signed by another key"] = Make(With(all), key: _foreign),
            ["alg none"] = $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{good[1]}.",
            ["without signature"] = $"{good[0]}.{good[1]}.",
            ["signed with the public key as a secret"] = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Issuer = Address,
                Audience = Audience,
                Claims = With(all),
                SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(_rsa.ExportSubjectPublicKeyInfo()), SecurityAlgorithms.HmacSha256),
            }),
            ["another payload"] = $"{good[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(good[1]).Replace("robot", "rabot", StringComparison.Ordinal))}.{good[2]}",
            ["an ID token by its nonce"] = Make(new(With(all)) { ["nonce"] = "n" }),
            ["an ID token by its type"] = Make(new(With(all)) { ["typ"] = "ID" }),
            ["of nobody"] = Make(new() { ["scope"] = all }),
            ["nonsense"] = "nonsense",
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
        _foreign.Dispose();
    }

    private static Dictionary<string, object> With(string scope) => new() { ["sub"] = "robot", ["scope"] = scope, ["queues"] = "*" };

    private string Make(Dictionary<string, object> claims, string? issuer = null, string audience = Audience, TimeSpan? lifetime = null,
        TimeSpan? notBefore = null, RSA? key = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Address,
            Audience = audience,
            Claims = claims,
            NotBefore = now + (notBefore ?? TimeSpan.FromHours(-2)),
            IssuedAt = now.AddHours(-2),
            Expires = now + (lifetime ?? TimeSpan.FromMinutes(5)),
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key ?? _rsa) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
        });
    }
}
