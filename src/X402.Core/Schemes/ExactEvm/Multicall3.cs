using X402.Evm;

namespace X402.Schemes.ExactEvm;

/// <summary>Several calls in one <c>eth_call</c>, through the contract Multicall3 that lives at one address on nearly every chain.</summary>
internal static class Multicall3
{
    private const uint TryAggregateSelector = 0xBCE38BD7;

    public static Address Contract { get; } = Address.Parse("0xcA11bde05977b3631167028862bE2a173976CA11");

    /// <summary>Calldata that runs the calls in order; with <paramref name="requireSuccess"/> all of them or none.</summary>
    public static byte[] TryAggregate(bool requireSuccess, (Address To, byte[] Data)[] calls) =>
        new AbiWriter(TryAggregateSelector)
            .Add(requireSuccess)
            .AddArray(Array.ConvertAll(calls, call => new AbiWriter().Add(call.To).AddBytes(call.Data)))
            .ToArray();

    /// <summary>The outcomes in order; null when the chain has no such contract or it answered something else.</summary>
    public static async ValueTask<EvmCallResult[]?> TryAggregateAsync(
        IEvmChainReader chain, (Address To, byte[] Data)[] calls, CancellationToken cancellationToken)
    {
        var answer = await chain.CallAsync(Contract, TryAggregate(false, calls), cancellationToken).ConfigureAwait(false);
        return answer.Success ? Read(answer.Data, calls.Length) : null;
    }

    /// <summary>What <c>tryAggregate</c> returned; null when it is not that.</summary>
    public static EvmCallResult[]? Read(ReadOnlyMemory<byte> data, int expected)
    {
        if (!new AbiReader(data.Span).TryReadArray(0, out var elements, out var count) || count != expected)
            return null;
        var results = new EvmCallResult[count];
        for (var i = 0; i < count; i++)
        {
            if (!elements.TryReadTuple(i, out var element) || !element.TryReadBool(0, out var success) || !element.TryReadBytes(1, out var returned))
                return null;
            results[i] = new(success, returned.ToArray());
        }
        return results;
    }
}
