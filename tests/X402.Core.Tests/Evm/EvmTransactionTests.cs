using System.Text.Json;
using X402.Evm;

namespace X402.Core.Tests.Evm;

/// <summary>Vectors made and signed with viem 2.55.</summary>
public sealed class EvmTransactionTests
{
    private static readonly VectorFile Vectors = new("transactions.json");
    private static readonly EvmSigner Signer = EvmSigner.FromPrivateKey("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

    public static TheoryData<string> Ids => Vectors.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Encode_of_a_vector_gives_the_recorded_bytes(string id)
    {
        var vector = Vectors[id];
        var transaction = Read(vector);

        var signature = await Signer.SignAsync(transaction.SigningHash(), TestContext.Current.CancellationToken);

        Assert.Equal(vector.GetProperty("signingHash").GetString(), transaction.SigningHash().ToString());
        Assert.Equal(vector.GetProperty("raw").GetString(), Hex.Encode(transaction.Encode(signature)));
        Assert.Equal(vector.GetProperty("hash").GetString(), transaction.Hash(signature).ToString());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void TryDecode_of_a_vector_gives_the_transaction_and_its_sender(string id)
    {
        var vector = Vectors[id];
        var raw = Raw(vector);

        Assert.True(EvmTransaction.TryDecode(raw, out var transaction, out var signature, out var sender));
        Assert.Equal(vector.GetProperty("sender").GetString(), sender.ToString());
        Assert.Equal(raw, transaction.Encode(signature));
        Assert.Equal(Read(vector) with { Data = default }, transaction with { Data = default });
        Assert.Equal(vector.GetProperty("data").GetString(), Hex.Encode(transaction.Data.Span));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void TryDecode_of_any_part_of_a_transaction_fails(string id)
    {
        var raw = Raw(Vectors[id]);
        for (var length = 0; length < raw.Length; length++)
            Assert.False(EvmTransaction.TryDecode(raw.AsSpan(0, length), out _, out _, out _));
    }

    [Fact]
    public void TryDecode_of_a_transaction_with_a_changed_byte_gives_another_sender_or_nothing()
    {
        var vector = Vectors["call-short-data"];
        var raw = Raw(vector);
        for (var i = 0; i < raw.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = (byte[])raw.Clone();
                changed[i] ^= (byte)(1 << bit);
                if (EvmTransaction.TryDecode(changed, out _, out _, out var sender))
                    Assert.NotEqual(vector.GetProperty("sender").GetString(), sender.ToString());
            }
        }
    }

    [Fact]
    public void TryDecode_with_bytes_left_over_fails() =>
        Assert.False(EvmTransaction.TryDecode([.. Raw(Vectors["zeros"]), 0], out _, out _, out _));

    private static byte[] Raw(JsonElement vector) => Hex.Decode(vector.GetProperty("raw").GetString(), 100_000)!;

    private static EvmTransaction Read(JsonElement vector)
    {
        UInt256 Number(string name) => UInt256.Parse(vector.GetProperty(name).ToString());
        ulong Small(string name) => Number(name).TryToUInt64(out var value) ? value : throw new InvalidOperationException(name);
        var to = vector.GetProperty("to").GetString();
        return new(
            Small("chainId"), Small("nonce"), Number("maxPriorityFeePerGas"), Number("maxFeePerGas"), Small("gas"),
            to is null ? null : Address.Parse(to), Number("value"), Hex.Decode(vector.GetProperty("data").GetString(), 100_000)!);
    }
}
