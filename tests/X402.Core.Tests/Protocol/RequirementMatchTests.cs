using System.Text.Json;
using X402.Protocol;

namespace X402.Core.Tests.Protocol;

public sealed class RequirementMatchTests
{
    private const string Offer = """
        {"scheme":"exact","network":"eip155:84532","amount":"10000","asset":"0xA","payTo":"0xB","maxTimeoutSeconds":60,"extra":{"name":"USDC","n":{"k":[1,2]}}}
        """;

    public static TheoryData<int> Entries => Vectors.Indices("matching");

    [Theory, MemberData(nameof(Entries))]
    public void Verdict_is_that_of_the_reference(int index)
    {
        var vector = Vectors.Load("matching")[index];
        var offered = Read(vector.GetProperty("advertised").GetRawText());
        var accepted = Read(vector.GetProperty("accepted").GetRawText());

        Assert.Equal(vector.GetProperty("matches").GetBoolean(), RequirementMatch.Matches(offered, accepted));
        Assert.Equal(vector.GetProperty("matches").GetBoolean(), RequirementMatch.Matches(MadeHere(offered), accepted));
    }

    [Theory]
    [InlineData("maxTimeoutSeconds\":60", "maxTimeoutSeconds\":60.0")]
    [InlineData("maxTimeoutSeconds\":60", "maxTimeoutSeconds\":6e1")]
    [InlineData("[1,2]", "[1.0,2]")]
    [InlineData("\"name\":\"USDC\"", "\"name\":\"\\u0055SDC\",\"more\":null")]
    [InlineData("\"scheme\":\"exact\",", "\"foo\":null,\"scheme\":\"exact\",")]
    public void Another_spelling_of_the_same_json_matches(string ours, string theirs) =>
        Assert.True(RequirementMatch.Matches(Read(Offer), Read(Offer.Replace(ours, theirs, StringComparison.Ordinal))));

    [Theory]
    [InlineData("\"10000\"", "\"010000\"")]
    [InlineData("eip155:84532", "eip155:8453")]
    [InlineData("\"exact\"", "\"Exact\"")]
    [InlineData("[1,2]", "[2,1]")]
    [InlineData("[1,2]", "[1,2,3]")]
    [InlineData("\"k\":[1,2]", "\"k\":[1,2],\"more\":1")]
    [InlineData("\"name\":\"USDC\"", "\"name\":null")]
    [InlineData(",\"extra\":{\"name\":\"USDC\",\"n\":{\"k\":[1,2]}}", "")]
    [InlineData("\"scheme\":\"exact\",", "\"foo\":false,\"scheme\":\"exact\",")]
    public void Another_value_or_a_new_member_does_not_match(string ours, string theirs) =>
        Assert.False(RequirementMatch.Matches(Read(Offer), Read(Offer.Replace(ours, theirs, StringComparison.Ordinal))));

    [Theory]
    [InlineData("recentBlockhash", "\"a\"", "\"b\"")]
    [InlineData("lastValidBlockHeight", "1", "2")]
    [InlineData("recentSlot", "1", "2")]
    public void Chain_state_of_the_moment_is_not_compared(string member, string ours, string theirs)
    {
        var offer = Offer.Replace("\"n\":", $"\"{member}\":{ours},\"n\":", StringComparison.Ordinal);

        Assert.True(RequirementMatch.Matches(Read(offer), Read(offer.Replace($"\"{member}\":{ours}", $"\"{member}\":{theirs}", StringComparison.Ordinal))));
        Assert.True(RequirementMatch.Matches(Read(offer), Read(Offer)));
    }

    [Fact]
    public void Client_may_add_extra_to_an_offer_without_one()
    {
        var offer = Offer.Replace(",\"extra\":{\"name\":\"USDC\",\"n\":{\"k\":[1,2]}}", "", StringComparison.Ordinal);

        Assert.True(RequirementMatch.Matches(Read(offer), Read(Offer)));
    }

    private static PaymentRequirements Read(string json) => JsonSerializer.Deserialize(json, X402Json.Wire.PaymentRequirements)!;

    private static PaymentRequirements MadeHere(PaymentRequirements read) => new()
    {
        Scheme = read.Scheme, Network = read.Network, Amount = read.Amount, Asset = read.Asset, PayTo = read.PayTo,
        MaxTimeoutSeconds = read.MaxTimeoutSeconds, Extra = read.Extra,
    };
}
