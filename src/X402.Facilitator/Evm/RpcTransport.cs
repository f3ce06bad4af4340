using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using X402.Evm;

namespace X402.Facilitator;

/// <summary>JSON-RPC 2.0 over HTTP POST. Its texts show scheme and host of the endpoint only: paths and queries carry keys.</summary>
internal sealed class RpcTransport(Uri url, HttpClient http, EvmRpcOptions options, TimeProvider time)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private long _id;

    /// <summary>Scheme and host.</summary>
    public string Endpoint { get; } = url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <exception cref="ChainUnavailableException">No answer that is JSON-RPC.</exception>
    public async ValueTask<RpcAnswer> AskAsync(string method, Action<Utf8JsonWriter> parameters, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _id);
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = Body(id, method, parameters) };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var body = await BoundedContent.ReadAsync(response.Content, options.MaxResponseBytes, either.Token).ConfigureAwait(false)
                ?? throw new ChainUnavailableException($"{method}: the answer of {Endpoint} is longer than {options.MaxResponseBytes} bytes.");
            return Read(method, id, response.StatusCode, body);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ChainUnavailableException($"{method}: {Endpoint} did not answer within {options.Timeout.TotalSeconds:0.#} s.");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new ChainUnavailableException($"{method}: {Endpoint} could not be reached.", error);
        }
    }

    private static ByteArrayContent Body(long id, string method, Action<Utf8JsonWriter> parameters)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc", "2.0");
            writer.WriteNumber("id", id);
            writer.WriteString("method", method);
            writer.WriteStartArray("params");
            parameters(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return new(buffer.WrittenSpan.ToArray()) { Headers = { ContentType = Json } };
    }

    // Some nodes answer a revert with a status of 400, so the body is looked at first.
    private RpcAnswer Read(string method, long id, HttpStatusCode status, byte[] body)
    {
        if (!StrictJson.TryParse(body, out var answer))
            throw new ChainUnavailableException($"{method}: {Endpoint} answered {(int)status} with a body that is not JSON.");
        if (status is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError || answer.ValueKind != JsonValueKind.Object)
            throw new ChainUnavailableException($"{method}: {Endpoint} answered {(int)status}.");
        var own = answer.TryGetProperty("id", out var echoed) && echoed.ValueKind == JsonValueKind.Number && echoed.TryGetInt64(out var number) && number == id;
        if (answer.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null
            && (own || echoed.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined))
            return new(default, RpcError.Read(error));
        return own && answer.TryGetProperty("result", out var result)
            ? new(result, null)
            : throw new ChainUnavailableException($"{method}: {Endpoint} answered {(int)status} with something that is not the answer to this call.");
    }
}
