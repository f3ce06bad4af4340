namespace X402.Facilitator;

/// <summary>Twice the base fee and the node's tip (so six full blocks in a row do not price a transaction out), kept for a moment.</summary>
internal sealed class FeeOracle(EvmRpc rpc, UInt256? cap, TimeProvider time)
{
    private const ulong DefaultTip = 1_000_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Task<FeeQuote?>? _quote;
    private long _asked;

    /// <summary>The fees; null when the base fee alone is above the cap.</summary>
    public Task<FeeQuote?> QuoteAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_quote is null or { IsFaulted: true } || time.GetElapsedTime(_asked) > Lifetime)
            {
                _asked = time.GetTimestamp();
                _quote = AskAsync();
            }
            return _quote.WaitAsync(cancellationToken);
        }
    }

    private async Task<FeeQuote?> AskAsync()
    {
        var tipping = rpc.GetPriorityFeeAsync(CancellationToken.None).AsTask();
        var baseFee = await rpc.GetBaseFeeAsync(CancellationToken.None).ConfigureAwait(false);
        var tip = await tipping.ConfigureAwait(false) ?? DefaultTip;
        if (cap is not { } most)
            return new(baseFee + baseFee + tip, tip);
        if (baseFee > most)
            return null;
        var fee = Min(baseFee + baseFee + tip, most);
        return new(fee, Min(tip, fee));
    }

    private static UInt256 Min(UInt256 left, UInt256 right) => left < right ? left : right;
}
