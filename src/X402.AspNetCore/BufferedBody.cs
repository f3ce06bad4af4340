using System.IO.Pipelines;

namespace X402.AspNetCore;

/// <summary>
/// Holds an answer back, up to a limit. The array is not pooled: a handler that writes after its end must not reach another request.
/// </summary>
internal sealed class BufferedBody(int limit) : PipeWriter
{
    private byte[] _buffer = [];
    private int _length;
    private bool _closed;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public bool IsOverLimit { get; private set; }

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => 0;

    /// <summary>Refuses whatever comes later.</summary>
    public void Close() => _closed = true;

    public void Clear() => _length = 0;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(_length);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, _buffer.Length - _length);
        ThrowIfClosed();
        if (bytes > limit - _length)
            throw Overflow();
        _length += bytes;
    }

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        if (source.Length > limit - _length)
            throw Overflow();
        Reserve(source.Length);
        source.CopyTo(_buffer.AsMemory(_length));
        _length += source.Length;
        return new(new FlushResult(isCanceled: false, isCompleted: false));
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        new(new FlushResult(isCanceled: false, isCompleted: false));

    public override void Complete(Exception? exception = null)
    {
    }

    public override void CancelPendingFlush()
    {
    }

    public InvalidOperationException Overflow()
    {
        IsOverLimit = true;
        return new($"The answer of a paid endpoint is longer than the {limit} bytes that are held back until it is paid, so it is refused "
            + "uncharged: raise MaxResponseBufferBytes, or set SettleFirst on the route to stream it.");
    }

    private void Reserve(int count)
    {
        ThrowIfClosed();
        if (count <= _buffer.Length - _length)
            return;
        // Writers may ask for more than they use, so the array may outgrow the limit; what is written may not.
        var size = checked(Math.Max(_length + count, Math.Min(Math.Max(_buffer.Length * 2L, 1024), (long)limit + 1)));
        Array.Resize(ref _buffer, checked((int)size));
    }

    private void ThrowIfClosed()
    {
        if (_closed)
            throw new InvalidOperationException("The answer has ended.");
    }
}
