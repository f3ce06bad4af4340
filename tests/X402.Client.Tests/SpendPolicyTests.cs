using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace X402.Client.Tests;

public sealed class SpendPolicyTests
{
    [Theory]
    [InlineData("$0")]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("0.10 EURC")]
    public void Limit_that_is_no_amount_of_dollars_is_refused(string text)
    {
        var exception = Assert.Throws<X402ConfigurationException>(() => SpendPolicy.PerRequest(text));
        Assert.Contains("write dollars above 0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_make_new_policies_and_leave_the_old_one()
    {
        var one = SpendPolicy.PerRequest("$1");
        var two = one.PerDay("$5").AllowHosts("a.example");
        Assert.Null(one.DayLimit);
        Assert.True(one.AllowsHost(new("https://b.example")));
        Assert.False(two.AllowsHost(new("https://b.example")));
        Assert.Equal(UInt256.Parse("5000000000000000000"), two.DayLimit);
    }

    [Theory]
    [InlineData("api.example", "https://API.example/x", true)]
    [InlineData("api.example", "https://api.example:8443/x", true)]
    [InlineData("api.example:8443", "https://api.example:8443/x", true)]
    [InlineData("api.example:8443", "https://api.example/x", false)]
    [InlineData("*.example", "https://a.b.example/x", true)]
    [InlineData("*.example", "https://example/x", false)]
    [InlineData("*.example", "https://badexample/x", false)]
    [InlineData("api.example", "https://api.example.evil.test/x", false)]
    [InlineData("api.example", "https://api.example@evil.test/x", false)]
    public void Hosts_are_matched_whole(string allowed, string url, bool expected) =>
        Assert.Equal(expected, SpendPolicy.PerRequest("$1").AllowHosts(allowed).AllowsHost(new(url)));

    [Theory]
    [InlineData("eip155:8453", true)]
    [InlineData("eip155:*", true)]
    [InlineData("solana:*", false)]
    [InlineData("eip155:845", false)]
    public void Networks_are_matched_by_id_or_family(string allowed, bool expected) =>
        Assert.Equal(expected, SpendPolicy.PerRequest("$1").AllowNetworks(allowed).AllowsNetwork(ChainId.Evm(8453)));

    [Theory]
    [InlineData("USDC", true)]
    [InlineData("0x833589fcd6edb6e08f4c7c32d4f71b54bda02913", true)]
    [InlineData("USDT0", false)]
    public void Assets_are_matched_by_symbol_or_address(string allowed, bool expected)
    {
        var usdc = AssetTable.Default.Find(ChainId.Evm(8453), Offers.UsdcOnBase)!;
        Assert.Equal(expected, SpendPolicy.PerRequest("$1").AllowAssets(allowed).AllowsAsset(usdc, AssetTable.Default));
    }

    [Fact]
    public void Wrong_network_in_the_list_is_refused_at_once() =>
        Assert.Throws<X402ConfigurationException>(() => SpendPolicy.PerRequest("$1").AllowNetworks("base"));

    [Theory]
    [InlineData("10000", 6, "$0.01")]
    [InlineData("1", 6, "$0.000001")]
    [InlineData("1000000000000000000", 18, "$1.00")]
    [InlineData("123450000", 6, "$123.45")]
    [InlineData("1", 20, "$0.000000000000000001")]
    public void Amounts_are_written_in_dollars(string amount, int decimals, string expected)
    {
        Assert.True(Dollars.TryFromAtomic(UInt256.Parse(amount), decimals, out var dollars));
        Assert.Equal(expected, Dollars.Format(dollars));
    }

    [Fact]
    public void Dollars_agree_with_wide_integers_and_round_up() => Prop.ForAll(
        ArbMap.Default.ArbFor<ulong>(), Gen.Choose(0, 36).ToArbitrary(), (amount, decimals) =>
        {
            var good = Dollars.TryFromAtomic(amount, decimals, out var dollars);
            var scaled = amount * BigInteger.Pow(10, 36);
            var (quotient, rest) = BigInteger.DivRem(scaled, BigInteger.Pow(10, decimals + 18));
            return good && BigInteger.Parse(dollars.ToString(), System.Globalization.CultureInfo.InvariantCulture) == quotient + (rest.IsZero ? 0 : 1);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    [InlineData(90_000)]
    public void Validity_out_of_range_is_refused_at_once(int seconds) => Assert.Throws<X402ConfigurationException>(
        () => X402Http.Create(new FakeSigner(), SpendPolicy.PerRequest("$1"), new() { MaxValidity = TimeSpan.FromSeconds(seconds) }));

    [Fact]
    public void No_signer_is_refused_at_once() => Assert.Throws<ArgumentException>(() => X402Http.Create([], SpendPolicy.PerRequest("$1")));

    [Theory]
    [InlineData("https://api.example")]
    [InlineData("api.example/")]
    [InlineData("me@api.example")]
    [InlineData("*")]
    public void Host_that_is_no_host_is_refused_at_once(string host) =>
        Assert.Throws<X402ConfigurationException>(() => SpendPolicy.PerRequest("$1").AllowHosts(host));

    [Theory]
    [InlineData("[::1]", "http://[::1]:8080/", true)]
    [InlineData("[::1]:8080", "http://[::1]:8080/", true)]
    [InlineData("bücher.example", "https://xn--bcher-kva.example/", false)]
    [InlineData("bücher.example", "https://BÜCHER.example/", true)]
    [InlineData("api.example", "https://api.example@evil.example/", false)]
    public void Host_is_the_one_that_was_written(string host, string url, bool allowed) =>
        Assert.Equal(allowed, SpendPolicy.PerRequest("$1").AllowHosts(host).AllowsHost(new(url)));
}
