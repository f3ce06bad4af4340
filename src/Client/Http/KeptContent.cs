namespace X402.Client;

/// <summary>
/// A body of which the first bytes were read ahead. Up to the cap it is kept whole in <see cref="Bytes"/>; beyond, <see cref="Content"/>
/// gives the first bytes and then the rest of the stream, once.
/// </summary>
internal readonly record struct KeptContent(byte[]? Bytes, HttpContent Content)
{
    public static async Task<KeptContent> ReadAsync(HttpContent content, int cap, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var kept = new MemoryStream();
        var chunk = new byte[Math.Min(cap, 16 * 1024 - 1) + 1];
        int read;
        while (kept.Length <= cap && (read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
            kept.Write(chunk, 0, read);
        var bytes = kept.ToArray();
        HttpContent again = bytes.Length <= cap ? new ByteArrayContent(bytes) : new Rest(bytes, stream, content);
        foreach (var (name, values) in content.Headers.NonValidated)
            again.Headers.TryAddWithoutValidation(name, values);
        return new(bytes.Length <= cap ? bytes : null, again);
    }

    private sealed class Rest(byte[] first, Stream stream, HttpContent source) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream target, System.Net.TransportContext? context) =>
            SerializeToStreamAsync(target, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(
            Stream target, System.Net.TransportContext? context, CancellationToken cancellationToken)
        {
            await target.WriteAsync(first, cancellationToken).ConfigureAwait(false);
            await stream.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}
