using System.Diagnostics.CodeAnalysis;
using X402.Evm;
using X402.Testing.Rpc;

namespace X402.Testing.Ledger;

/// <summary>Transactions that are accepted and not mined: they wait for mining to go on, or for a nonce before theirs.</summary>
internal sealed class TransactionPool
{
    private const int MaxTransactions = 4096;
    private readonly Dictionary<(Address Sender, ulong Nonce), SignedTransaction> _waiting = [];
    private readonly Dictionary<Bytes32, SignedTransaction> _byHash = [];

    public bool TryGet(Bytes32 hash, [MaybeNullWhen(false)] out SignedTransaction transaction) => _byHash.TryGetValue(hash, out transaction);

    /// <exception cref="RpcException">It is known, the pool is full, or it would replace another without paying a tenth more.</exception>
    public void Add(SignedTransaction transaction)
    {
        if (_byHash.ContainsKey(transaction.Hash))
            throw new RpcException(RpcException.Rejected, "already known");
        var place = (transaction.Sender, transaction.Nonce);
        if (_waiting.TryGetValue(place, out var old))
        {
            if (!PaysMore(transaction.MaxFee, old.MaxFee) || !PaysMore(transaction.PriorityFee, old.PriorityFee))
                throw new RpcException(RpcException.Rejected, "replacement transaction underpriced");
            _byHash.Remove(old.Hash);
        }
        else if (_byHash.Count >= MaxTransactions)
        {
            throw new RpcException(RpcException.Rejected, "txpool is full");
        }
        _waiting[place] = transaction;
        _byHash[transaction.Hash] = transaction;

        static bool PaysMore(ulong now, ulong before) => (UInt128)now * 10 >= (UInt128)before * 11;
    }

    /// <summary>Takes a transaction whose nonce is its sender's next one; null when there is none.</summary>
    public SignedTransaction? TakeReady(ChainState state)
    {
        foreach (var (place, transaction) in _waiting)
        {
            if (state.Account(place.Sender).Nonce != place.Nonce)
                continue;
            _waiting.Remove(place);
            _byHash.Remove(transaction.Hash);
            return transaction;
        }
        return null;
    }

    /// <summary>The nonce after those that wait without a gap.</summary>
    public ulong NextNonce(Address sender, ulong mined)
    {
        while (_waiting.ContainsKey((sender, mined)))
            mined++;
        return mined;
    }
}
