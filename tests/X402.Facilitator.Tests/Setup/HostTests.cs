using System.Net.Http.Json;
using X402.Protocol;
using X402.Testing;

namespace X402.Facilitator.Tests.Setup;

public sealed class HostTests
{
    private const string Network = "X402__Networks__eip155:84532__";
    private static readonly string Key = "0x" + new string('7', 64);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_in_development_with_nothing_configured_serves_DevChain_and_says_so()
    {
        using var host = await HostProcess.StartAsync("Development");
        using var http = new HttpClient();

        var supported = await http.GetFromJsonAsync(new Uri(host.Url!, "/supported"), X402Json.Wire.SupportedResponse, Token);

        Assert.Equal(["eip155:84532", "base-sepolia"], supported!.Kinds.Select(kind => kind.Network));
        Assert.Contains("public test keys", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_outside_development_settles_with_settings_alone()
    {
        await using var chain = await DevChain.StartAsync(cancellationToken: Token);
        chain.Mint(DevAccounts.Buyer.Address, 10_000);
        chain.Fund(EvmSigner.FromPrivateKey(Key).Address, UInt256.Parse("1000000000000000000"));
        using var host = await HostProcess.StartAsync(
            "Production", (Network + "RpcUrl", chain.RpcUrl.ToString()), (Network + "SignerKey", Key));
        var requirements = RequirementsBuilder.For(chain).Build();
        var request = new FacilitatorRequest { PaymentPayload = new PaymentBuilder(requirements).Build(), PaymentRequirements = requirements };
        using var http = new HttpClient();

        using var response = await http.PostAsync(new Uri(host.Url!, "/settle"), new StringContent(Samples.Body(request)), Token);
        var settled = await response.Content.ReadFromJsonAsync(X402Json.Wire.SettleResponse, Token);

        Assert.True(settled!.Success, settled.ErrorReason + settled.ErrorMessage);
        Assert.Equal("10000", chain.BalanceOf(DevAccounts.Seller.Address).ToString());
    }

    [Fact]
    public async Task Host_outside_development_with_nothing_configured_ends_with_one_line()
    {
        using var host = await HostProcess.StartAsync("Production");

        var (code, error) = await host.EndAsync();

        Assert.Equal((1, 1), (code, error.TrimEnd().Split('\n').Length));
        Assert.Contains("serves no network", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_outside_development_refuses_test_keys()
    {
        using var host = await HostProcess.StartAsync(
            "Production", (Network + "RpcUrl", "http://127.0.0.1:1/"), (Network + "SignerKey", DevAccounts.Facilitator.PrivateKey));

        var (code, error) = await host.EndAsync();

        Assert.Equal(1, code);
        Assert.Contains("is public", error, StringComparison.Ordinal);
    }
}
