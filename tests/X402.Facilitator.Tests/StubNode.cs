using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace X402.Facilitator.Tests;

/// <summary>A node whose answers a test sets: each is the JSON of <c>result</c>, or of <c>error</c> when it starts with <c>!</c>.</summary>
internal sealed class StubNode : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, Func<JsonElement, string>> _answers = new();

    public ConcurrentQueue<string> Asked { get; } = new();

    public StubNode On(string method, Func<JsonElement, string> answer)
    {
        _answers[method] = answer;
        return this;
    }

    public StubNode On(string method, string answer) => On(method, _ => answer);

    public int Count(string method) => Asked.Count(asked => asked == method);

    public static string Error(string message, int code = -32000) => "!" + $$"""{"code":{{code}},"message":{{JsonEncodedText.Encode(message).ToString().Insert(0, "\"")}}"}""";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = JsonElement.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        var method = call.GetProperty("method").GetString()!;
        Asked.Enqueue(method);
        var answer = _answers.TryGetValue(method, out var found) ? found(call.GetProperty("params")) : Error($"the method {method} does not exist", -32601);
        var member = answer.StartsWith('!') ? $"\"error\":{answer[1..]}" : $"\"result\":{answer}";
        return new(HttpStatusCode.OK)
        {
            Content = new StringContent($$"""{"jsonrpc":"2.0","id":{{call.GetProperty("id").GetRawText()}},{{member}}}""", Encoding.UTF8, "application/json"),
        };
    }
}
