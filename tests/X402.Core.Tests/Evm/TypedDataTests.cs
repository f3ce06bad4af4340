using System.Numerics;
using System.Text.Json;
using X402.Evm;

namespace X402.Core.Tests.Evm;

public sealed class TypedDataTests
{
    private static readonly VectorFile Vectors = new("typedData.json");
    private static readonly Eip712Domain Domain = new("App", "1", 1UL);

    public static TheoryData<string> Ids => Vectors.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void TryParse_of_a_vector_gives_the_recorded_hashes(string id)
    {
        var vector = Vectors[id];

        Assert.True(TypedData.TryParse(vector.GetProperty("typedData"), out var typedData, out var error), error);
        Assert.Equal(vector.GetProperty("domainSeparator").GetString(), typedData.Domain.Separator().ToString());
        Assert.Equal(vector.GetProperty("structHash").GetString(), typedData.StructHash.ToString());
        Assert.Equal(vector.GetProperty("digest").GetString(), typedData.Digest.ToString());
        if (vector.TryGetProperty("typeString", out var typeString))
            Assert.Equal(typeString.GetString(), typedData.EncodedType);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Signature_of_a_vector_is_of_the_recorded_signer(string id)
    {
        var vector = Vectors[id];
        Assert.True(TypedData.TryParse(vector.GetProperty("typedData"), out var typedData, out var error), error);

        Assert.True(EvmRecovery.TryRecover(typedData.Digest, Hex.Decode(vector.GetProperty("signature").GetString(), 65), out var signer));
        Assert.Equal(vector.GetProperty("signer").GetString(), signer.ToString());
    }

    [Fact]
    public void Create_from_values_gives_the_hash_of_the_same_message_in_json()
    {
        var types = Types(
            ("Order", [new("maker", "address"), new("amount", "uint256"), new("deltas", "int32[]"), new("id", "bytes32"), new("note", "string"), new("open", "bool"), new("leg", "Leg")]),
            ("Leg", [new("data", "bytes")]));
        var maker = Address.Parse("0x209693Bc6afc0C5328bA36FaF03C514EF312287C");
        var created = TypedData.Create(Domain, "Order", types, new Dictionary<string, object?>
        {
            ["maker"] = maker, ["amount"] = UInt256.MaxValue, ["deltas"] = new object[] { -1, 5L, new BigInteger(7) },
            ["id"] = new Bytes32(new byte[32]), ["note"] = "x", ["open"] = true,
            ["leg"] = new Dictionary<string, object?> { ["data"] = new byte[] { 1, 2 } },
        });
        using var json = JsonDocument.Parse($$$"""
            {"types":{"Order":[{"name":"maker","type":"address"},{"name":"amount","type":"uint256"},{"name":"deltas","type":"int32[]"},
            {"name":"id","type":"bytes32"},{"name":"note","type":"string"},{"name":"open","type":"bool"},{"name":"leg","type":"Leg"}],
            "Leg":[{"name":"data","type":"bytes"}]},"primaryType":"Order","domain":{"name":"App","version":"1","chainId":"0x1"},
            "message":{"maker":"{{{maker}}}","amount":"0x{{{new string('f', 64)}}}","deltas":[-1,"5",7],"id":"0x{{{new string('0', 64)}}}",
            "note":"x","open":true,"leg":{"data":"0x0102"} } }
            """);

        Assert.True(TypedData.TryParse(json.RootElement, out var parsed, out var error), error);
        Assert.Equal(parsed.Digest, created.Digest);
    }

    [Theory]
    [InlineData("A", "A")]
    [InlineData("A[]", "A")]
    [InlineData("B", "A")]
    [InlineData("Unknown", "A")]
    [InlineData("uint", "A")]
    [InlineData("uint7", "A")]
    [InlineData("uint264", "A")]
    [InlineData("uint08", "A")]
    [InlineData("bytes33", "A")]
    [InlineData("bytes0", "A")]
    [InlineData("uint256[0]", "A")]
    [InlineData("uint256[-1]", "A")]
    [InlineData("uint256]", "A")]
    [InlineData("uint256[][][][][]", "A")]
    [InlineData("", "A")]
    [InlineData("uint256", "C")]
    public void Create_with_a_wrong_type_is_refused(string type, string primaryType) =>
        Assert.Throws<ArgumentException>(() => TypedData.Create(
            Domain, primaryType, Types(("A", [new("x", type)]), ("B", [new("a", "A")])), new Dictionary<string, object?> { ["x"] = 1 }));

    [Theory]
    [InlineData("uint8", "256")]
    [InlineData("uint8", "-1")]
    [InlineData("int8", "128")]
    [InlineData("int8", "-129")]
    [InlineData("uint256", "\"115792089237316195423570985008687907853269984665640564039457584007913129639936\"")]
    [InlineData("uint256", "1.0")]
    [InlineData("uint256", "1e3")]
    [InlineData("uint256", "\"+1\"")]
    [InlineData("uint256", "\" 1\"")]
    [InlineData("uint256", "\"\"")]
    [InlineData("uint256", "\"0x\"")]
    [InlineData("uint256", "\"0x-1\"")]
    [InlineData("uint256", "null")]
    [InlineData("uint256", "true")]
    [InlineData("bool", "1")]
    [InlineData("bool", "\"true\"")]
    [InlineData("address", "\"0x209693bc6afc0c5328ba36faf03c514ef312287C\"")]
    [InlineData("address", "\"0x00\"")]
    [InlineData("bytes4", "\"0x010203\"")]
    [InlineData("bytes", "\"0x1\"")]
    [InlineData("bytes", "\"zz\"")]
    [InlineData("string", "5")]
    [InlineData("string", "\"\\ud800\"")]
    [InlineData("uint8[]", "\"1\"")]
    [InlineData("uint8[]", "{}")]
    [InlineData("uint8[2]", "[1]")]
    [InlineData("uint8[2]", "[1,2,3]")]
    [InlineData("uint8[]", "[1,300]")]
    public void TryParse_of_a_value_not_of_its_type_says_so(string type, string value)
    {
        using var json = JsonDocument.Parse(
            $$$"""{"types":{"A":[{"name":"x","type":"{{{type}}}"}]},"primaryType":"A","domain":{},"message":{"x":{{{value}}} } }""");

        Assert.False(TypedData.TryParse(json.RootElement, out _, out var error));
        Assert.NotEmpty(error);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("{ }")]
    [InlineData("""{"types":{},"primaryType":"A","domain":{},"message":{}}""")]
    [InlineData("""{"types":{"A":{}},"primaryType":"A","domain":{},"message":{}}""")]
    [InlineData("""{"types":{"A":[5]},"primaryType":"A","domain":{},"message":{}}""")]
    [InlineData("""{"types":{"A":[{"name":"x"}]},"primaryType":"A","domain":{},"message":{}}""")]
    [InlineData("""{"types":{"A":[{"name":"x","type":"bool"}]},"primaryType":"A","domain":{},"message":{}}""")]
    [InlineData("""{"types":{"A":[]},"primaryType":"A","domain":{"chain":1},"message":{}}""")]
    [InlineData("""{"types":{"A":[]},"primaryType":"A","domain":{"chainId":-1},"message":{}}""")]
    [InlineData("""{"types":{"A":[],"EIP712Domain":[]},"primaryType":"A","domain":{"chainId":1},"message":{}}""")]
    [InlineData("""{"types":{"A":[],"\ud800":[]},"primaryType":"A","domain":{},"message":{}}""")]
    public void TryParse_of_something_else_says_so(string text)
    {
        using var json = JsonDocument.Parse(text);

        Assert.False(TypedData.TryParse(json.RootElement, out _, out var error));
        Assert.NotEmpty(error);
    }

    private static Dictionary<string, IReadOnlyList<TypedDataField>> Types(params (string Name, TypedDataField[] Fields)[] types) =>
        types.ToDictionary(type => type.Name, type => (IReadOnlyList<TypedDataField>)type.Fields);
}
