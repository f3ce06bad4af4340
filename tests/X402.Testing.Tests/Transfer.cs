using X402.Cryptography;
using X402.Evm;
using X402.Testing.Rpc;

namespace X402.Testing.Tests;

/// <summary>A transaction to sign and send: EIP-1559, or legacy.</summary>
internal sealed record Transfer
{
    public ulong ChainId { get; init; } = 84532;

    public ulong Nonce { get; init; }

    public ulong PriorityFee { get; init; } = 1_000_000;

    public ulong MaxFee { get; init; } = 2_000_000_000;

    public ulong GasLimit { get; init; } = 300_000;

    public Address To { get; init; }

    public UInt256 Value { get; init; }

    public byte[] Data { get; init; } = [];

    public byte[] Sign(DevAccount account)
    {
        byte[] fields = [
            .. Number(ChainId), .. Number(Nonce), .. Number(PriorityFee), .. Number(MaxFee), .. Number(GasLimit), .. Bytes(To.Span),
            .. Number(Value), .. Bytes(Data), 0xc0];
        var (v, r, s) = Signature([2, .. RlpInput.ListTag(fields.Length), .. fields], account);
        byte[] all = [.. fields, .. Number((ulong)v), .. Number(r), .. Number(s)];
        return [2, .. RlpInput.ListTag(all.Length), .. all];
    }

    public byte[] SignLegacy(DevAccount account)
    {
        byte[] fields = [.. Number(Nonce), .. Number(MaxFee), .. Number(GasLimit), .. Bytes(To.Span), .. Number(Value), .. Bytes(Data)];
        byte[] unsigned = [.. fields, .. Number(ChainId), 0x80, 0x80];
        var (v, r, s) = Signature([.. RlpInput.ListTag(unsigned.Length), .. unsigned], account);
        byte[] all = [.. fields, .. Number((ulong)v + 35 + 2 * ChainId), .. Number(r), .. Number(s)];
        return [.. RlpInput.ListTag(all.Length), .. all];
    }

    private static (int V, UInt256 R, UInt256 S) Signature(byte[] message, DevAccount account)
    {
        var signature = new byte[64];
        var v = Secp256k1.Sign(Keccak256.HashData(message), account.PrivateKeyBytes, signature);
        return (v, UInt256.FromBigEndian(signature.AsSpan(0, 32)), UInt256.FromBigEndian(signature.AsSpan(32)));
    }

    private static byte[] Number(UInt256 value)
    {
        var word = new byte[32];
        value.WriteBigEndian(word);
        return Bytes(word.AsSpan().TrimStart((byte)0));
    }

    private static byte[] Bytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 1 && bytes[0] < 0x80)
            return bytes.ToArray();
        var tag = RlpInput.ListTag(bytes.Length);
        tag[0] -= 0x40; // a string's tag is a list's, 0x40 lower
        return [.. tag, .. bytes];
    }
}
