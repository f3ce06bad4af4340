namespace X402.AspNetCore;

/// <summary>Does something before bytes pass.</summary>
internal sealed class MarkingStream(Stream inner, Action mark) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        mark();
        inner.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        mark();
        inner.Write(buffer, offset, count);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        mark();
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush()
    {
        mark();
        inner.Flush();
    }

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        mark();
        return inner.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
