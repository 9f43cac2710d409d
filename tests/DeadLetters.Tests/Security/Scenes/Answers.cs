using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Microservices.DeadLetters.Tests.Security.Scenes;

internal static class Answers
{
    /// <summary>Reads Problem Details, of that status and nothing else.</summary>
    public static async Task<string> ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = JsonElement.Parse(text);
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        return problem.GetProperty("detail").GetString().ShouldNotBeNull();
    }

    public static Task<HttpResponseMessage> OpenAsync(this HttpClient client, string path) =>
        client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> PutViewAsync(this HttpClient client, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/views/mine") { Content = JsonContent.Create(new { query = "queue:x" }) };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonElement> MeAsync(this HttpClient client) =>
        await client.GetFromJsonAsync<JsonElement>("/api/me", TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, string path, object body) =>
        client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonElement.Parse(text);
    }
}
