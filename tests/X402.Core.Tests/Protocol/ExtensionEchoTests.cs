using System.Text.Json;
using X402.Protocol;

namespace X402.Core.Tests.Protocol;

public sealed class ExtensionEchoTests
{
    public static TheoryData<int> Entries => Vectors.Indices("extensionEcho");

    [Theory, MemberData(nameof(Entries))]
    public void Verdict_is_that_of_the_reference(int index)
    {
        var vector = Vectors.Load("extensionEcho")[index];
        var expected = vector.GetProperty("expected");
        JsonElement? echoed = vector.TryGetProperty("echoed", out var given) ? given : null;

        var error = ExtensionEcho.Check(vector.GetProperty("advertised"), echoed);

        Assert.Equal(expected.GetProperty("valid").GetBoolean(), error is null);
        if (error is not null)
        {
            Assert.Equal(expected.GetProperty("invalidReason").GetString(), error.Code);
            Assert.Equal("extensions." + expected.GetProperty("extensionKey").GetString(), error.Field);
        }
    }

    [Theory]
    [InlineData("""{"sign-in-with-x":{"info":{"domain":"a","nonce":"1","issuedAt":"t","expirationTime":"u"}}}""", """{"sign-in-with-x":{"info":{"domain":"a","nonce":"2"}}}""")]
    [InlineData("""{"offer-receipt":{"info":{"offers":[1]}}}""", """{"offer-receipt":{"info":{"offers":[2]}}}""")]
    [InlineData("""{"builder-code":{"info":{"s":["a"]}}}""", """{"builder-code":{"info":{"s":["1","2","3","4","5","6","7","8","9","a"]}}}""")]
    [InlineData("""{"x":{"schema":{}}}""", """{"x":{}}""")]
    [InlineData("""{"x":{"info":{"a":1}}}""", "null")]
    [InlineData("null", """{"x":{"info":{"a":1}}}""")]
    public void Echo_that_contradicts_nothing_passes(string advertised, string echoed) =>
        Assert.Null(ExtensionEcho.Check(Vectors.Json(advertised), Vectors.Json(echoed)));

    [Theory]
    [InlineData("""{"sign-in-with-x":{"info":{"domain":"a","nonce":"1"}}}""", """{"sign-in-with-x":{"info":{"domain":"b","nonce":"1"}}}""")]
    [InlineData("""{"other":{"info":{"nonce":"1"}}}""", """{"other":{"info":{"nonce":"2"}}}""")]
    [InlineData("""{"builder-code":{"info":{"s":["a"]}}}""", """{"builder-code":{"info":{"s":["0","1","2","3","4","5","6","7","8","9","a"]}}}""")]
    [InlineData("""{"builder-code":{"info":{"s":["a"]}}}""", """{"builder-code":{"info":{"s":["b"]}}}""")]
    [InlineData("""{"builder-code":{"info":{"s":["a"]}}}""", """{"builder-code":{"info":{"a":"evil","s":["a"]}}}""")]
    [InlineData("""{}""", """{"builder-code":{"info":{"a":"evil"}}}""")]
    [InlineData("null", """{"builder-code":{"info":{"a":"evil"}}}""")]
    [InlineData("""{"x":{"info":{"a":{"b":1}}}}""", """{"x":{"info":{"a":1}}}""")]
    [InlineData("""{"x":{"info":{"a":1}}}""", """{"x":"text"}""")]
    [InlineData("""{"x":{"info":{"a":1}}}""", """[]""")]
    public void Echo_that_contradicts_is_refused(string advertised, string echoed) =>
        Assert.Equal(ErrorCodes.ExtensionEchoMismatch, ExtensionEcho.Check(Vectors.Json(advertised), Vectors.Json(echoed))?.Code);
}
