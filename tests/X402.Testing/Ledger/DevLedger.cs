using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using X402.Evm;
using X402.Testing.Contracts;
using X402.Testing.Rpc;

namespace X402.Testing.Ledger;

/// <summary>Blocks, pool and state behind one lock. Mines a block for each transaction as it comes, unless mining is paused.</summary>
internal sealed class DevLedger
{
    /// <summary>Wei for each gas; constant, since nothing competes for room.</summary>
    public const ulong BaseFee = 1_000_000_000;

    /// <summary>What <c>eth_maxPriorityFeePerGas</c> suggests.</summary>
    public const ulong SuggestedPriorityFee = 1_000_000;

    private const ulong TransactionGas = 21_000;
    private const ulong ZeroByteGas = 4;
    private const ulong OtherByteGas = 16;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly List<Block> _blocks = [];
    private readonly Dictionary<Bytes32, Block> _blockOfTransaction = [];
    private readonly TransactionPool _pool = new();
    private ImmutableDictionary<Address, NativeContract> _contracts = ImmutableDictionary<Address, NativeContract>.Empty;
    private ulong? _nextTime;
    private int _pauses;

    public DevLedger(ulong chainId, TimeProvider time, params ReadOnlySpan<NativeContract> contracts)
    {
        (ChainId, _time) = (chainId, time);
        foreach (var contract in contracts)
            _contracts = _contracts.Add(contract.Address, contract);
        _blocks.Add(new(0, default, Now(), null, new ChainState()));
    }

    public ulong ChainId { get; }

    public Block Latest
    {
        get
        {
            lock (_gate)
                return _blocks[^1];
        }
    }

    /// <summary>Null when there is no such block yet.</summary>
    public Block? BlockAt(ulong number)
    {
        lock (_gate)
            return number < (ulong)_blocks.Count ? _blocks[(int)number] : null;
    }

    public Block? BlockWithHash(Bytes32 hash)
    {
        lock (_gate)
            return _blocks.FindLast(block => block.Hash == hash);
    }

    public Block? BlockOf(Bytes32 transactionHash)
    {
        lock (_gate)
            return _blockOfTransaction.GetValueOrDefault(transactionHash);
    }

    public bool TryGetPending(Bytes32 hash, [MaybeNullWhen(false)] out SignedTransaction transaction)
    {
        lock (_gate)
            return _pool.TryGet(hash, out transaction);
    }

    public ReadOnlyMemory<byte> CodeAt(Address address)
    {
        lock (_gate)
            return _contracts.TryGetValue(address, out var contract) ? contract.Code : default(ReadOnlyMemory<byte>);
    }

    public ulong PendingNonce(Address address)
    {
        lock (_gate)
            return _pool.NextNonce(address, _blocks[^1].State.Account(address).Nonce);
    }

    /// <summary>Sets state outside of any transaction, as test nodes let their owner do: no log, no block.</summary>
    public void Edit(Func<ChainState, ChainState> change)
    {
        lock (_gate)
            _blocks[^1] = _blocks[^1] with { State = change(_blocks[^1].State) };
    }

    public void AddContract(NativeContract contract)
    {
        lock (_gate)
            _contracts = _contracts.SetItem(contract.Address, contract);
    }

    public void SetNextTime(ulong timestamp)
    {
        lock (_gate)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(timestamp, _blocks[^1].Timestamp);
            _nextTime = timestamp;
        }
    }

    /// <summary>Runs a call on a copy of the state, in the block that would come next: a verdict on a transaction sent now.</summary>
    /// <exception cref="RevertException">It reverts.</exception>
    public (byte[] Output, ulong Gas) Call(Address from, Address to, ReadOnlySpan<byte> data, Block at)
    {
        Execution run;
        lock (_gate)
            run = NewExecution(at.State, at.Number == _blocks[^1].Number ? NextTimestamp() : at.Timestamp);
        var output = run.Call(from, to, data);
        return (output, IntrinsicGas(data) + run.GasUsed);
    }

    /// <summary>Accepts a transaction, and mines it if it can be.</summary>
    /// <exception cref="RpcException">It is refused, as nodes refuse it.</exception>
    public void Submit(SignedTransaction transaction)
    {
        lock (_gate)
        {
            Admission.Check(transaction, ChainId, _blocks[^1].State.Account(transaction.Sender), IntrinsicGas(transaction.Data));
            _pool.Add(transaction);
            if (_pauses == 0)
                MineReady();
        }
    }

    /// <summary>Mines what waits; one empty block when nothing does.</summary>
    public void Mine()
    {
        lock (_gate)
        {
            if (!MineReady())
                Append(null, _blocks[^1].State);
        }
    }

    public void PauseMining()
    {
        lock (_gate)
            _pauses++;
    }

    public void ResumeMining()
    {
        lock (_gate)
        {
            if (--_pauses == 0)
                MineReady();
        }
    }

    private bool MineReady()
    {
        var any = false;
        while (_pool.TakeReady(_blocks[^1].State) is { } transaction)
        {
            // Money may have gone since it was accepted: nodes then drop it.
            if (transaction.UpfrontCost > _blocks[^1].State.Account(transaction.Sender).Wei)
                continue;
            Execute(transaction);
            any = true;
        }
        return any;
    }

    private void Execute(SignedTransaction transaction)
    {
        var price = transaction.EffectiveGasPrice(BaseFee);
        var run = NewExecution(_blocks[^1].State, NextTimestamp());
        var intrinsic = IntrinsicGas(transaction.Data);
        var success = true;
        try
        {
            run.Call(transaction.Sender, transaction.To, transaction.Data);
            success = intrinsic + run.GasUsed <= transaction.GasLimit;
        }
        catch (RevertException)
        {
            success = false;
        }
        var gas = Math.Min(intrinsic + run.GasUsed, transaction.GasLimit);
        var state = success ? run.State : _blocks[^1].State;
        state = Charge(state, transaction, new UInt256((UInt128)gas * price), success ? transaction.Value : UInt256.Zero);
        Append(new(transaction, success, gas, price, success ? run.Logs : []), state);
    }

    private static ChainState Charge(ChainState state, SignedTransaction transaction, UInt256 fee, UInt256 value)
    {
        var sender = state.Account(transaction.Sender);
        state = state.With(transaction.Sender, new AccountState(sender.Wei - fee - value, sender.Nonce + 1));
        var to = state.Account(transaction.To);
        return state.With(transaction.To, to with { Wei = to.Wei + value });
    }

    private void Append(MinedTransaction? mined, ChainState state)
    {
        var parent = _blocks[^1];
        Block block = new(parent.Number + 1, parent.Hash, NextTimestamp(), mined, state);
        _nextTime = null;
        _blocks.Add(block);
        if (mined is not null)
            _blockOfTransaction[mined.Transaction.Hash] = block;
    }

    private Execution NewExecution(ChainState state, ulong timestamp) => new(_contracts, state, _blocks[^1].Number + 1, timestamp);

    // Never back, but blocks of one second share its time: a chain that mines on demand would otherwise run ahead of the clock.
    private ulong NextTimestamp() => _nextTime ?? Math.Max(Now(), _blocks[^1].Timestamp);

    private ulong Now() => (ulong)_time.GetUtcNow().ToUnixTimeSeconds();

    private static ulong IntrinsicGas(ReadOnlySpan<byte> data)
    {
        var zeros = (ulong)data.Count((byte)0);
        return TransactionGas + zeros * ZeroByteGas + ((ulong)data.Length - zeros) * OtherByteGas;
    }
}
