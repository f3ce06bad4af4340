using X402.Evm;

namespace X402.QuickStart;

/// <summary>Reads balances from the chain, so that the story does not have to be believed.</summary>
internal sealed class Token(IEvmChainReader chain, Asset asset)
{
    private static readonly byte[] BalanceOf = [0x70, 0xa0, 0x82, 0x31];

    public async Task<string> BalanceAsync(Address holder)
    {
        var data = new byte[36];
        BalanceOf.CopyTo(data, 0);
        holder.Span.CopyTo(data.AsSpan(16));
        asset.TryGetEvmAddress(out var contract);
        var result = await chain.CallAsync(contract, data);
        return Text(UInt256.FromBigEndian(result.Data.Span));
    }

    public string Text(UInt256 atomic)
    {
        var digits = atomic.ToString().PadLeft(asset.Decimals + 1, '0');
        return $"{digits[..^asset.Decimals]}.{digits[^asset.Decimals..]} {asset.Symbol}";
    }
}
