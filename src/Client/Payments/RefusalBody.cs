using System.Net;
using System.Text.Json;
using X402.Protocol;

namespace X402.Client;

/// <summary>The reason in a refusal's JSON body: <c>error</c> of v1, and <c>errorMessage</c> beside it where a server says more.</summary>
internal static class RefusalBody
{
    private static readonly HttpRequestOptionsKey<PaymentError> Key = new("X402.Refusal");

    public static PaymentError? Of(HttpResponseMessage response) =>
        response.RequestMessage?.Options.TryGetValue(Key, out var error) == true ? error : null;

    /// <summary>Reads the reason ahead, since nobody can later without waiting. The body stays readable for the caller.</summary>
    public static async ValueTask KeepAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode < HttpStatusCode.BadRequest || response.Content.Headers.ContentType?.MediaType != "application/json")
            return;
        try
        {
            var body = await KeptContent.ReadAsync(response.Content, PaymentHeaderCodec.MaxBodyLength, cancellationToken).ConfigureAwait(false);
            response.Content = body.Content;
            if (body.Bytes is { } bytes && Parse(bytes) is { } error)
                response.RequestMessage!.Options.Set(Key, error);
        }
        catch (Exception error)
        {
            response.Dispose();
            if (error is IOException) // what HttpClient itself makes of it when it reads a body
                throw new HttpRequestException("The refusal's body could not be read.", error);
            throw;
        }
    }

    private static PaymentError? Parse(byte[] json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            var body = JsonElement.ParseValue(ref reader);
            return Member(body, "error") is { } code ? new(code, Detail: Member(body, "errorMessage")) : null;
        }
        catch (JsonException)
        {
            return null; // no reason that anybody could read
        }
    }

    private static string? Member(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            && member.GetString() is { Length: > 0 } text ? text : null;
}
