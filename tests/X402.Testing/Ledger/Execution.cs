using X402.Evm;
using X402.Testing.Contracts;

namespace X402.Testing.Ledger;

/// <summary>One transaction or call while it runs.</summary>
internal sealed class Execution(IReadOnlyDictionary<Address, NativeContract> contracts, ChainState state, ulong blockNumber, ulong timestamp)
{
    /// <summary>Of a block, and of a call: what bounds the work that one request can cause.</summary>
    public const ulong GasLimit = 30_000_000;

    private const ulong CallGas = 700;
    private const int MaxDepth = 64;

    private readonly List<LogEntry> _logs = [];
    private int _depth;

    public ChainState State { get; set; } = state;

    public ulong BlockNumber { get; } = blockNumber;

    /// <summary>Unix seconds of the block that this runs in.</summary>
    public ulong Timestamp { get; } = timestamp;

    public ulong GasUsed { get; private set; }

    public IReadOnlyList<LogEntry> Logs => _logs;

    public bool HasCode(Address address) => contracts.ContainsKey(address);

    /// <exception cref="RevertException">More than a block has.</exception>
    public void UseGas(ulong gas)
    {
        GasUsed += gas;
        if (GasUsed > GasLimit)
            throw new RevertException();
    }

    public void Emit(Address contract, byte[] data, params ReadOnlySpan<Bytes32> topics) => _logs.Add(new(contract, topics.ToArray(), data));

    /// <summary>Calls a contract; an account without code answers with nothing, as on chain.</summary>
    /// <exception cref="RevertException">The contract reverted; state and logs are as before.</exception>
    public byte[] Call(Address sender, Address to, ReadOnlySpan<byte> data)
    {
        if (!contracts.TryGetValue(to, out var contract))
            return [];
        var (before, logs) = (State, _logs.Count);
        _depth++;
        try
        {
            UseGas(CallGas);
            if (_depth > MaxDepth)
                throw new RevertException();
            return contract.Call(this, sender, data);
        }
        catch (RevertException)
        {
            State = before;
            _logs.RemoveRange(logs, _logs.Count - logs);
            throw;
        }
        finally
        {
            _depth--;
        }
    }
}
