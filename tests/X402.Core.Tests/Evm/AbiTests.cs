using X402.Evm;

namespace X402.Core.Tests.Evm;

/// <summary>Calldata encoded with viem 2.55.</summary>
public sealed class AbiTests
{
    private static readonly VectorFile Vectors = new("calldata.json");
    private static readonly Address Usdc = Address.Parse("0x036CbD53842c5426634e7929541eC2318f3dCF7e");
    private static readonly Address Seller = Address.Parse("0x209693Bc6afc0C5328bA36FaF03C514EF312287C");
    private static readonly Bytes32 Nonce = Bytes32.Parse("0x" + string.Concat(Enumerable.Repeat("ab", 32)));

    private static readonly TransferAuthorization Authorization = new(
        Address.Parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"), Seller, 10_000UL, 0UL, 1767225660UL, Nonce);

    [Theory]
    [InlineData("transfer-vrs")]
    [InlineData("transfer-vrs-v0")]
    [InlineData("transfer-bytes")]
    [InlineData("transfer-6492")]
    public void TransferWithAuthorization_gives_the_recorded_calldata(string id) =>
        AssertCall(id, Eip3009.TransferWithAuthorization(Authorization, Signature(id)));

    [Theory]
    [InlineData("receive-vrs")]
    [InlineData("receive-bytes")]
    public void ReceiveWithAuthorization_gives_the_recorded_calldata(string id) =>
        AssertCall(id, Eip3009.ReceiveWithAuthorization(Authorization, Signature(id)));

    [Fact]
    public void AuthorizationState_gives_the_recorded_calldata() =>
        AssertCall("authorization-state", Eip3009.AuthorizationState(Authorization.From, Nonce));

    [Fact]
    public void Writer_with_dynamic_bytes_gives_the_recorded_calldata() => AssertCall(
        "is-valid-signature", new AbiWriter(Abi.Selector("isValidSignature(bytes32,bytes)")).Add(Nonce).AddBytes(Signature("transfer-bytes")).ToArray());

    [Fact]
    public void Writer_with_an_array_of_dynamic_tuples_gives_the_recorded_calldata()
    {
        var calls = new[]
        {
            new AbiWriter().Add(Usdc).AddBytes([0x70, 0xA0, 0x82, 0x31]),
            new AbiWriter().Add(Seller).AddBytes(Enumerable.Repeat((byte)0x11, 40).ToArray()),
            new AbiWriter().Add(Usdc).AddBytes([]),
        };

        AssertCall("try-aggregate", new AbiWriter(Abi.Selector("tryAggregate(bool,(address,bytes)[])")).Add(false).AddArray(calls).ToArray());
    }

    [Fact]
    public void Writer_with_nested_tuples_gives_the_recorded_data() => AssertCall(
        "static-tuple-and-string",
        new AbiWriter()
            .AddTuple(new AbiWriter().Add(Usdc).Add(5UL))
            .Add("h\u00e9llo \u20ae")
            .AddTuple(new AbiWriter().Add(7UL).AddBytes([0xDE, 0xAD, 0xBE, 0xEF])).ToArray());

    [Fact]
    public void Reader_reads_what_was_recorded()
    {
        var reader = new AbiReader(Data("static-tuple-and-string"));

        Assert.True(reader.TryReadAddress(0, out var address));
        Assert.True(reader.TryReadUInt256(1, out var number));
        Assert.True(reader.TryReadString(2, out var text));
        Assert.True(reader.TryReadTuple(3, out var tuple));
        Assert.True(tuple.TryReadBytes(1, out var bytes));
        Assert.Equal((Usdc, (UInt256)5UL, "h\u00e9llo \u20ae", "deadbeef"), (address, number, text, Convert.ToHexStringLower(bytes)));
    }

    [Fact]
    public void Reader_of_cut_or_changed_data_never_throws()
    {
        foreach (var id in new[] { "try-aggregate", "static-tuple-and-string" })
        {
            var data = Data(id);
            for (var length = 0; length <= data.Length; length++)
                ReadEverything(data.AsSpan(0, length));
            for (var i = 0; i < data.Length; i++)
            {
                var changed = (byte[])data.Clone();
                changed[i] ^= 0xFF;
                ReadEverything(changed);
            }
        }
    }

    [Fact]
    public void TryReadArray_with_a_count_that_cannot_be_held_fails()
    {
        var data = new AbiWriter().AddArray([new AbiWriter().Add(1UL)]).ToArray();
        data[62] = 1;

        Assert.False(new AbiReader(data).TryReadArray(0, out _, out _));
    }

    [Fact]
    public void TryUnwrap_of_a_wrapped_signature_gives_its_parts()
    {
        var wrapped = Signature("transfer-6492");

        Assert.True(Erc6492.TryUnwrap(wrapped, out var factory, out var call, out var inner));
        Assert.Equal((Usdc, "01020304"), (factory, Convert.ToHexStringLower(call)));
        Assert.True(inner.SequenceEqual(Signature("transfer-bytes")));
    }

    private static void ReadEverything(ReadOnlySpan<byte> data)
    {
        var reader = new AbiReader(data);
        for (var i = -1; i < 40; i++)
        {
            reader.TryReadAddress(i, out _);
            reader.TryReadBool(i, out _);
            reader.TryReadBytes(i, out _);
            reader.TryReadString(i, out _);
            if (reader.TryReadTuple(i, out var tuple))
                tuple.TryReadBytes(1, out _);
            if (reader.TryReadArray(i, out var elements, out var count))
                for (var element = 0; element < count; element++)
                    elements.TryReadTuple(element, out _);
        }
    }

    private static void AssertCall(string id, byte[] data) => Assert.Equal(Vectors[id].GetProperty("data").GetString(), Hex.Encode(data));

    private static byte[] Data(string id) => Hex.Decode(Vectors[id].GetProperty("data").GetString(), 10_000)!;

    private static byte[] Signature(string id) => Hex.Decode(Vectors[id].GetProperty("signature").GetString(), 10_000)!;
}
