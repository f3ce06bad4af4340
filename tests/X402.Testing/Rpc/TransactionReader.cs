using X402.Cryptography;
using X402.Evm;
using X402.Testing.Ledger;

namespace X402.Testing.Rpc;

/// <summary>Reads what <c>eth_sendRawTransaction</c> carries: type 2 (EIP-1559), and legacy with a chain id (EIP-155).</summary>
internal static class TransactionReader
{
    private const byte DynamicFeeType = 2;
    private const byte FirstListTag = 0xc0;
    private const ulong Eip155Offset = 35;

    /// <exception cref="RpcException">It is neither, or its signature is invalid.</exception>
    public static SignedTransaction Read(ReadOnlySpan<byte> raw)
    {
        try
        {
            return raw.IsEmpty ? throw new FormatException("There are no bytes.")
                : raw[0] == DynamicFeeType ? ReadDynamicFee(raw)
                : raw[0] >= FirstListTag ? ReadLegacy(raw)
                : throw new FormatException("transaction type not supported");
        }
        catch (FormatException exception)
        {
            throw new RpcException(RpcException.Rejected, $"rlp: {exception.Message}");
        }
    }

    private static SignedTransaction ReadDynamicFee(ReadOnlySpan<byte> raw)
    {
        RlpInput input = new(raw[1..]);
        var fields = input.ReadList();
        RequireEnd(input);
        var unsigned = fields;
        var (chainId, nonce, priorityFee, maxFee, gasLimit) =
            (fields.ReadUInt64(), fields.ReadUInt64(), fields.ReadUInt64(), fields.ReadUInt64(), fields.ReadUInt64());
        var (to, value, data) = (fields.ReadAddress(), fields.ReadUint(), fields.ReadBytes().ToArray());
        var accessList = fields.ReadList();
        RequireEnd(accessList); // nothing reads storage here: only the empty list has a meaning
        var signed = unsigned.ReadUpTo(fields);
        var (v, r, s) = (fields.ReadUInt64(), fields.ReadUint(), fields.ReadUint());
        RequireEnd(fields);
        return new()
        {
            Type = DynamicFeeType, Hash = Hash(raw), Sender = Recover([DynamicFeeType, .. RlpInput.ListTag(signed.Length), .. signed], v, r, s),
            ChainId = chainId, Nonce = nonce, PriorityFee = priorityFee, MaxFee = maxFee, GasLimit = gasLimit, To = to, Value = value,
            Data = data, V = v, R = r, S = s,
        };
    }

    private static SignedTransaction ReadLegacy(ReadOnlySpan<byte> raw)
    {
        RlpInput input = new(raw);
        var fields = input.ReadList();
        RequireEnd(input);
        var unsigned = fields;
        var (nonce, gasPrice, gasLimit) = (fields.ReadUInt64(), fields.ReadUInt64(), fields.ReadUInt64());
        var (to, value, data) = (fields.ReadAddress(), fields.ReadUint(), fields.ReadBytes().ToArray());
        var signed = unsigned.ReadUpTo(fields);
        var (v, r, s) = (fields.ReadUInt64(), fields.ReadUint(), fields.ReadUint());
        RequireEnd(fields);
        if (v < Eip155Offset)
            throw new FormatException("only replay-protected (EIP-155) transactions allowed over RPC");
        var chainId = (v - Eip155Offset) / 2;
        ReadOnlySpan<byte> body = [.. signed, .. RlpInput.Number(chainId), 0x80, 0x80];
        return new()
        {
            Type = 0, Hash = Hash(raw), Sender = Recover([.. RlpInput.ListTag(body.Length), .. body], (v - Eip155Offset) % 2, r, s),
            ChainId = chainId, Nonce = nonce, PriorityFee = gasPrice, MaxFee = gasPrice, GasLimit = gasLimit, To = to, Value = value,
            Data = data, V = v, R = r, S = s,
        };
    }

    private static Address Recover(ReadOnlySpan<byte> message, ulong parity, UInt256 r, UInt256 s)
    {
        Span<byte> signature = stackalloc byte[64], key = stackalloc byte[64];
        r.WriteBigEndian(signature);
        s.WriteBigEndian(signature[32..]);
        return parity <= 1 && Secp256k1.TryRecover(Keccak256.HashData(message), signature, (int)parity, key)
            ? Address.FromPublicKey(key)
            : throw new FormatException("invalid transaction v, r, s values");
    }

    private static Bytes32 Hash(ReadOnlySpan<byte> raw) => new(Keccak256.HashData(raw));

    private static void RequireEnd(RlpInput input)
    {
        if (!input.IsEmpty)
            throw new FormatException("input list has too many elements");
    }
}
