using X402.Evm;
using X402.Testing.Ledger;

namespace X402.Testing.Contracts;

/// <summary>Multicall3 where every chain has it: <c>aggregate</c>, <c>tryAggregate</c>, <c>aggregate3</c>.</summary>
internal sealed class Multicall3() : NativeContract(At, "DevChain: Multicall3")
{
    public static readonly Address At = Address.Parse("0xcA11bde05977b3631167028862bE2a173976CA11");

    private static readonly uint Aggregate = Abi.Selector("aggregate((address,bytes)[])");
    private static readonly uint TryAggregate = Abi.Selector("tryAggregate(bool,(address,bytes)[])");
    private static readonly uint Aggregate3 = Abi.Selector("aggregate3((address,bool,bytes)[])");

    public override byte[] Call(Execution run, Address sender, ReadOnlySpan<byte> data)
    {
        if (!AbiInput.TryRead(data, out var selector, out var arguments))
            throw new RevertException();
        if (selector == TryAggregate)
            return [.. AbiOutput.Uint(32UL), .. Run(run, arguments.Tail(1), arguments.Bool(0), hasFlag: false, asResults: true)];
        if (selector == Aggregate3)
            return [.. AbiOutput.Uint(32UL), .. Run(run, arguments.Tail(0), requireSuccess: true, hasFlag: true, asResults: true)];
        if (selector == Aggregate)
        {
            var returned = Run(run, arguments.Tail(0), requireSuccess: true, hasFlag: false, asResults: false);
            return [.. AbiOutput.Uint(run.BlockNumber), .. AbiOutput.Uint(64UL), .. returned];
        }
        throw new RevertException();
    }

    private static byte[] Run(Execution run, AbiInput array, bool requireSuccess, bool hasFlag, bool asResults)
    {
        var count = array.Length(0);
        var elements = array.From(1);
        List<byte[]> results = [];
        for (var i = 0; i < count; i++)
        {
            var call = elements.Tail(i);
            var mayFail = hasFlag ? call.Bool(1) : !requireSuccess;
            var (success, output) = Try(run, call.Address(0), call.Bytes(hasFlag ? 2 : 1));
            if (!success && !mayFail)
                throw new RevertException("Multicall3: call failed");
            results.Add(asResults ? [.. AbiOutput.Bool(success), .. AbiOutput.Uint(64UL), .. AbiOutput.Bytes(output)] : AbiOutput.Bytes(output));
        }
        return AbiOutput.Array(results);
    }

    private static (bool Success, byte[] Output) Try(Execution run, Address target, ReadOnlySpan<byte> data)
    {
        try
        {
            return (true, run.Call(At, target, data));
        }
        catch (RevertException revert)
        {
            return (false, revert.Data);
        }
    }
}
