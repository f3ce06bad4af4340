using System.Globalization;
using System.Text.Json;
using X402.Evm;

namespace X402.Core.Tests.Evm;

public sealed class Eip3009Tests
{
    private static readonly VectorFile Vectors = new("eip3009.json");

    public static TheoryData<string> Ids => Vectors.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void Digest_of_a_vector_is_the_recorded_one(string id)
    {
        var vector = Vectors[id];
        var (authorization, domain) = Read(vector);

        Assert.Equal(vector.GetProperty("domainSeparator").GetString(), domain.Separator().ToString());
        Assert.Equal(vector.GetProperty("structHash").GetString(), Eip3009.StructHash(authorization, Eip3009.TransferTypeHash).ToString());
        Assert.Equal(vector.GetProperty("digest").GetString(), Eip3009.Digest(authorization, domain).ToString());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Signature_of_a_vector_is_the_recorded_one(string id)
    {
        var vector = Vectors[id];
        var (authorization, domain) = Read(vector);
        var signer = EvmSigner.FromPrivateKey(vector.GetProperty("privateKey").GetString()!);

        var signature = await signer.SignAsync(Eip3009.Digest(authorization, domain), TestContext.Current.CancellationToken);

        Assert.Equal(vector.GetProperty("signer").GetString(), signer.ToString());
        Assert.Equal(vector.GetProperty("signature").GetString(), signature.ToString());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Recovery_of_a_vector_gives_the_signer(string id)
    {
        var vector = Vectors[id];
        var (authorization, domain) = Read(vector);

        var good = EvmRecovery.TryRecover(
            Eip3009.Digest(authorization, domain), Hex.Decode(vector.GetProperty("signature").GetString(), 65), out var address);

        Assert.True(good);
        Assert.Equal(vector.GetProperty("recovered").GetString(), address.ToString());
    }

    [Fact]
    public void Constants_are_those_of_the_standard()
    {
        Assert.Equal("0x7c7c6cdb67a18743f49ec6fa9b35f50d52ed05cbed4cc592e13b44501c1a2267", Eip3009.TransferTypeHash.ToString());
        Assert.Equal("0xd099cc98ef71107a616c4f0f941f04c322d8e254fe26b3c6668db87aae413de8", Eip3009.ReceiveTypeHash.ToString());
        Assert.Equal("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef", Eip3009.TransferTopic.ToString());
    }

    [Theory]
    [InlineData(Eip3009.TransferSelector, "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)")]
    [InlineData(Eip3009.TransferBytesSelector, "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)")]
    [InlineData(Eip3009.ReceiveSelector, "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)")]
    [InlineData(Eip3009.ReceiveBytesSelector, "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)")]
    [InlineData(Eip3009.AuthorizationStateSelector, "authorizationState(address,bytes32)")]
    public void Selector_is_the_hash_of_the_signature(uint selector, string signature) =>
        Assert.Equal(selector, Abi.Selector(signature));

    [Fact]
    public void Digest_with_a_remembered_domain_allocates_nothing()
    {
        var (authorization, domain) = Read(Vectors["base-mainnet-usdc"]);
        for (var i = 0; i < 3; i++)
            Eip3009.Digest(authorization, domain);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Eip3009.Digest(authorization, domain);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (TransferAuthorization Authorization, Eip712Domain Domain) Read(JsonElement vector)
    {
        var (message, domain) = (vector.GetProperty("message"), vector.GetProperty("domain"));
        string Text(string name) => message.GetProperty(name).GetString()!;
        return (
            new(Address.Parse(Text("from")), Address.Parse(Text("to")), UInt256.Parse(Text("value")), UInt256.Parse(Text("validAfter")),
                UInt256.Parse(Text("validBefore")), Bytes32.Parse(Text("nonce"))),
            new(domain.GetProperty("name").GetString(), domain.GetProperty("version").GetString(),
                UInt256.Parse(domain.GetProperty("chainId").GetUInt64().ToString(CultureInfo.InvariantCulture)),
                Address.Parse(domain.GetProperty("verifyingContract").GetString()!)));
    }
}
