using X402.Protocol;

namespace X402.Facilitator;

/// <summary>One fetch for all who ask at the same time; a failure is not kept.</summary>
internal sealed class SupportedCache(Func<Task<SupportedResponse>> fetch, TimeSpan lifetime, TimeProvider time)
{
    private readonly Lock _gate = new();
    private Task<SupportedResponse>? _answer;
    private DateTimeOffset _until;

    public Task<SupportedResponse> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var usable = _answer is { IsFaulted: false, IsCanceled: false } && (!_answer.IsCompleted || time.GetUtcNow() < _until);
            if (!usable)
                _answer = FetchAsync();
            return _answer!.WaitAsync(cancellationToken);
        }
    }

    private async Task<SupportedResponse> FetchAsync()
    {
        var answer = await fetch().ConfigureAwait(false);
        _until = time.GetUtcNow() + lifetime;
        return answer;
    }
}
