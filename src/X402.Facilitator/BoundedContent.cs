namespace X402.Facilitator;

/// <summary>Reads bodies of the other side with a limit, since nothing else stops it from sending for ever.</summary>
internal static class BoundedContent
{
    /// <summary>The body; null when it is longer than <paramref name="maxBytes"/>.</summary>
    public static async ValueTask<byte[]?> ReadAsync(Stream stream, long? announced, int maxBytes, CancellationToken cancellationToken)
    {
        if (announced > maxBytes)
            return null;
        using var body = new MemoryStream(announced is { } length ? (int)length : 4096);
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > maxBytes)
                return null;
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    /// <summary>The body; null when it is longer than <paramref name="maxBytes"/>.</summary>
    public static async ValueTask<byte[]?> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
            return await ReadAsync(stream, content.Headers.ContentLength, maxBytes, cancellationToken).ConfigureAwait(false);
    }
}
