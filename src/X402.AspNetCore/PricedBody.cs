using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace X402.AspNetCore;

/// <summary>Reads a body that decides the price, and leaves it for the handler to read again.</summary>
internal static class PricedBody
{
    /// <summary>
    /// Reads names in any case, as most handlers do, and none twice: one body must not be a small order for the price and a large one for them.
    /// </summary>
    public static JsonTypeInfo<TBody> AsHandlersRead<TBody>(JsonTypeInfo<TBody> typeInfo) => (JsonTypeInfo<TBody>)new JsonSerializerOptions(typeInfo.Options)
    {
        PropertyNameCaseInsensitive = true, AllowDuplicateProperties = false,
    }.GetTypeInfo(typeof(TBody));

    public static async ValueTask<Price> PriceAsync<TBody>(HttpContext context, Func<TBody, Price> price, JsonTypeInfo<TBody> typeInfo)
    {
        var bytes = await ReadAsync(context, context.RequestServices.GetRequiredService<PaymentGate>().Options.MaxPricedBodyBytes).ConfigureAwait(false);
        TBody? body;
        try
        {
            body = JsonSerializer.Deserialize(bytes, typeInfo);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("The body is not the JSON that the price is taken from.", StatusCodes.Status400BadRequest, e);
        }
        return body is null
            ? throw new BadHttpRequestException("The body is not the JSON that the price is taken from.")
            : price(body);
    }

    private static async ValueTask<byte[]> ReadAsync(HttpContext context, int limit)
    {
        var request = context.Request;
        if (request.ContentLength > limit)
            throw new BadHttpRequestException("The body is too long.", StatusCodes.Status413PayloadTooLarge);
        var buffer = new MemoryStream();
        var chunk = new byte[4096];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, context.RequestAborted).ConfigureAwait(false)) > 0)
        {
            if (buffer.Length + read > limit)
                throw new BadHttpRequestException("The body is too long.", StatusCodes.Status413PayloadTooLarge);
            buffer.Write(chunk, 0, read);
        }
        buffer.Position = 0;
        request.Body = buffer;
        return buffer.ToArray();
    }
}
