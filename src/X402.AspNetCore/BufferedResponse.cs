using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace X402.AspNetCore;

/// <summary>
/// Stands in for the response while a handler runs: status, headers, trailers and body are its own, so that an answer which is not paid
/// leaves nothing behind.
/// </summary>
internal sealed class BufferedResponse : IHttpResponseFeature, IHttpResponseBodyFeature, IHttpResponseTrailersFeature
{
    private readonly HttpContext _context;
    private readonly IHttpResponseFeature _response;
    private readonly IHttpResponseBodyFeature _responseBody;
    private readonly IHttpResponseTrailersFeature? _trailers;
    private readonly IHttpUpgradeFeature? _upgrade;
    private readonly BufferedBody _body;
    private readonly Stack<(Func<object, Task> Callback, object State)> _onStarting = new();
    private Stream? _stream;

    private BufferedResponse(HttpContext context, int limit)
    {
        _context = context;
        _response = context.Features.GetRequiredFeature<IHttpResponseFeature>();
        _responseBody = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _trailers = context.Features.Get<IHttpResponseTrailersFeature>();
        _upgrade = context.Features.Get<IHttpUpgradeFeature>();
        _body = new(limit);
        StatusCode = _response.StatusCode;
        ReasonPhrase = _response.ReasonPhrase;
        Headers = new HeaderDictionary(_response.Headers.Count + 4);
        foreach (var (name, value) in _response.Headers)
            Headers[name] = value;
    }

    public int StatusCode { get; set; }

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; }

    public bool HasStarted => false;

    public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();

    public Stream Stream => _stream ??= _body.AsStream(leaveOpen: true);

    public PipeWriter Writer => _body;

    [Obsolete("Of the interface; nothing reads it.")]
    Stream IHttpResponseFeature.Body
    {
        get => Stream;
        set => throw new NotSupportedException("Replace IHttpResponseBodyFeature instead.");
    }

    private bool HasBody => StatusCode is >= 200 and not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified);

    public static BufferedResponse Begin(HttpContext context, int limit)
    {
        var buffered = new BufferedResponse(context, limit);
        context.Features.Set<IHttpResponseFeature>(buffered);
        context.Features.Set<IHttpResponseBodyFeature>(buffered);
        if (buffered._trailers is not null)
            context.Features.Set<IHttpResponseTrailersFeature>(buffered);
        // A handler that takes the connection over would answer past the buffer.
        if (buffered._upgrade is not null)
            context.Features.Set<IHttpUpgradeFeature>(null);
        return buffered;
    }

    /// <summary>Ends the handler's part: what it wanted done before the start is done now, while it can still fail uncharged.</summary>
    public async Task FinishAsync()
    {
        while (_onStarting.TryPop(out var registered))
            await registered.Callback(registered.State).ConfigureAwait(false);
        if (_body.IsOverLimit)
            throw _body.Overflow();
        if (StatusCode < StatusCodes.Status200OK || (!HasBody && Headers.TransferEncoding.Count > 0))
            throw new InvalidOperationException($"An answer with status {StatusCode} and these headers cannot be sent, so it is refused uncharged.");
        var length = HasBody ? _body.Written.Length : 0;
        if (Headers.ContentLength is { } declared && declared != length && StatusCode != StatusCodes.Status304NotModified && !HttpMethods.IsHead(_context.Request.Method))
            throw new InvalidOperationException($"The answer declares {declared} bytes and has {length}, so it is refused uncharged.");
        TryHeaders();
    }

    /// <summary>Throws the answer away.</summary>
    public void Discard() => Restore();

    /// <summary>Sends the answer.</summary>
    public async Task SendAsync()
    {
        Restore();
        _response.StatusCode = StatusCode;
        _response.ReasonPhrase = ReasonPhrase;
        Replace(_response.Headers, Headers);
        foreach (var (name, value) in Trailers)
            _trailers!.Trailers[name] = value;
        var written = _body.Written;
        if (written.IsEmpty || !HasBody)
            return;
        if (_response.Headers.ContentLength is null && _response.Headers.TransferEncoding.Count == 0 && Trailers.Count == 0)
            _response.Headers.ContentLength = written.Length;
        await _responseBody.Writer.WriteAsync(written, CancellationToken.None).ConfigureAwait(false);
    }

    public void OnStarting(Func<object, Task> callback, object state) => _onStarting.Push((callback, state));

    public void OnCompleted(Func<object, Task> callback, object state) => _response.OnCompleted(callback, state);

    public void DisableBuffering()
    {
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task CompleteAsync() => Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StatusCode}, {_body.Written.Length} bytes");

    // The server refuses some names and values. That is found out uncharged: what was set before comes back until the answer is paid.
    private void TryHeaders()
    {
        var before = _response.Headers.ToArray();
        try
        {
            Replace(_response.Headers, Headers);
            if (Trailers.Count > 0)
            {
                Replace(_trailers!.Trailers, Trailers);
                _trailers.Trailers.Clear();
            }
        }
        finally
        {
            if (!_response.HasStarted)
                Replace(_response.Headers, before);
        }
    }

    private static void Replace(IHeaderDictionary headers, IEnumerable<KeyValuePair<string, StringValues>> by)
    {
        headers.Clear();
        foreach (var (name, value) in by)
            headers[name] = value;
    }

    private void Restore()
    {
        _body.Close();
        _context.Features.Set(_response);
        _context.Features.Set(_responseBody);
        if (_trailers is not null)
            _context.Features.Set(_trailers);
        if (_upgrade is not null)
            _context.Features.Set(_upgrade);
    }
}
