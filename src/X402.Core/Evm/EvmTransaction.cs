using X402.Cryptography;

namespace X402.Evm;

/// <summary>An EIP-1559 transaction (EIP-2718 type 2) without an access list.</summary>
/// <param name="ChainId">EIP-155 chain id.</param>
/// <param name="Nonce">Number of the sender's transactions before this one.</param>
/// <param name="MaxPriorityFeePerGas">Tip, in wei per gas.</param>
/// <param name="MaxFeePerGas">Most that is paid, in wei per gas, the tip included.</param>
/// <param name="GasLimit">Gas units.</param>
/// <param name="To">The called account; null creates a contract.</param>
/// <param name="Value">Wei to send along.</param>
/// <param name="Data">Calldata, or the init code of a contract.</param>
public sealed record EvmTransaction(
    ulong ChainId, ulong Nonce, UInt256 MaxPriorityFeePerGas, UInt256 MaxFeePerGas, ulong GasLimit, Address? To, UInt256 Value,
    ReadOnlyMemory<byte> Data)
{
    private const byte Type = 2;

    /// <summary>What the sender signs.</summary>
    public Bytes32 SigningHash() => new(Keccak256.HashData(Fields().ToTypedList(Type)));

    /// <summary>The raw transaction, as <c>eth_sendRawTransaction</c> takes it.</summary>
    public byte[] Encode(EvmSignature signature) =>
        Fields()
            .Add(UInt256.FromUInt64(signature.V == 28 ? 1UL : 0))
            .Add(UInt256.FromBigEndian(signature.R.Span))
            .Add(UInt256.FromBigEndian(signature.S.Span))
            .ToTypedList(Type);

    /// <summary>The transaction's hash, known before it is broadcast.</summary>
    public Bytes32 Hash(EvmSignature signature) => new(Keccak256.HashData(Encode(signature)));

    /// <summary>
    /// Reads a signed raw transaction and recovers its sender. False for another type, an access list, any form that is not canonical, bytes
    /// left over, or a signature that recovers nobody. Never throws.
    /// </summary>
    public static bool TryDecode(
        ReadOnlySpan<byte> raw, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out EvmTransaction? transaction, out EvmSignature signature,
        out Address sender)
    {
        transaction = null;
        signature = default;
        sender = default;
        if (raw.IsEmpty || raw[0] != Type)
            return false;
        var outer = new RlpReader(raw[1..]);
        if (!outer.TryReadList(out var fields) || !outer.IsAtEnd
            || !fields.TryReadUInt64(out var chainId) || !fields.TryReadUInt64(out var nonce)
            || !fields.TryReadUInt256(out var tip) || !fields.TryReadUInt256(out var fee) || !fields.TryReadUInt64(out var gas)
            || !fields.TryReadBytes(out var to) || to.Length is not (0 or Address.Size)
            || !fields.TryReadUInt256(out var value) || !fields.TryReadBytes(out var data)
            || !fields.TryReadList(out var accessList) || !accessList.IsAtEnd
            || !fields.TryReadUInt64(out var parity) || parity > 1
            || !fields.TryReadUInt256(out var r) || !fields.TryReadUInt256(out var s) || !fields.IsAtEnd)
            return false;
        var read = new EvmTransaction(chainId, nonce, tip, fee, gas, to.IsEmpty ? null : new Address(to), value, data.ToArray());
        var signed = new EvmSignature(Word(r), Word(s), (byte)(27 + parity));
        if (!EvmRecovery.TryRecover(read.SigningHash(), signed.ToArray(), out sender))
            return false;
        (transaction, signature) = (read, signed);
        return true;
    }

    private RlpWriter Fields() =>
        new RlpWriter()
            .Add(UInt256.FromUInt64(ChainId)).Add(UInt256.FromUInt64(Nonce)).Add(MaxPriorityFeePerGas).Add(MaxFeePerGas)
            .Add(UInt256.FromUInt64(GasLimit)).Add(To is { } to ? to.Span : []).Add(Value).Add(Data.Span).AddList(new RlpWriter());

    private static Bytes32 Word(UInt256 value)
    {
        Span<byte> bytes = stackalloc byte[Bytes32.Size];
        value.WriteBigEndian(bytes);
        return new(bytes);
    }
}
