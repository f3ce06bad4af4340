using System.Buffers;
using System.Net;
using System.Text.Json;

namespace X402.Testing.Rpc;

/// <summary>JSON-RPC 2.0: one request or a batch in, one reply out.</summary>
internal sealed class RpcDispatcher(RpcMethods methods, Faults faults)
{
    private const int MaxBatch = 100;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    public RpcReply Handle(ReadOnlyMemory<byte> body)
    {
        var output = new ArrayBufferWriter<byte>();
        var lost = false;
        using (var json = new Utf8JsonWriter(output))
        {
            if (!TryParse(body, out var document))
            {
                WriteError(json, default, new(RpcException.ParseError, "parse error"));
            }
            else
            {
                using (document)
                    lost = Handle(document.RootElement, json);
            }
        }
        return new(HttpStatusCode.OK, output.WrittenMemory, lost);
    }

    private bool Handle(JsonElement request, Utf8JsonWriter json)
    {
        if (request.ValueKind != JsonValueKind.Array)
            return Answer(request, json);
        if (request.GetArrayLength() is 0 or > MaxBatch)
        {
            WriteError(json, default, new(RpcException.InvalidRequest, $"a batch holds 1 to {MaxBatch} requests"));
            return false;
        }
        var lost = false;
        json.WriteStartArray();
        foreach (var each in request.EnumerateArray())
            lost |= Answer(each, json);
        json.WriteEndArray();
        return lost;
    }

    /// <summary>Runs one request; a notification (no id) runs too and is not answered. True when the answer is to be lost.</summary>
    private bool Answer(JsonElement request, Utf8JsonWriter json)
    {
        if (request.ValueKind != JsonValueKind.Object
            || !request.TryGetProperty("method", out var name) || name.ValueKind != JsonValueKind.String)
        {
            WriteError(json, default, new(RpcException.InvalidRequest, "invalid request"));
            return false;
        }
        var method = name.GetString()!;
        var hasId = request.TryGetProperty("id", out var id);
        var result = new ArrayBufferWriter<byte>();
        RpcException? failure = null;
        try
        {
            faults.Begin(method);
            request.TryGetProperty("params", out var parameters);
            using var writer = new Utf8JsonWriter(result);
            methods.Invoke(method, new(parameters), writer);
        }
        catch (RpcException exception)
        {
            failure = exception;
        }
        if (hasId && failure is not null)
            WriteError(json, id, failure);
        else if (hasId)
            WriteResult(json, id, result.WrittenSpan);
        return faults.TakeDrop(method);
    }

    private static void WriteResult(Utf8JsonWriter json, JsonElement id, ReadOnlySpan<byte> result)
    {
        Begin(json, id);
        json.WritePropertyName("result");
        json.WriteRawValue(result, skipInputValidation: true);
        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, JsonElement id, RpcException error)
    {
        Begin(json, id);
        json.WriteStartObject("error");
        json.WriteNumber("code", error.Code);
        json.WriteString("message", error.Message);
        if (error.RevertData is { } data)
            json.WriteString("data", Evm.Hex.Encode(data));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, JsonElement id)
    {
        json.WriteStartObject();
        json.WriteString("jsonrpc", "2.0");
        json.WritePropertyName("id");
        if (id.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            id.WriteTo(json);
        else
            json.WriteNullValue();
    }

    private static bool TryParse(ReadOnlyMemory<byte> body, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JsonDocument? document)
    {
        try
        {
            document = JsonDocument.Parse(body, Options);
            return true;
        }
        catch (JsonException)
        {
            document = null;
            return false;
        }
    }
}
