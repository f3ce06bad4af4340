namespace X402.Interop.Tests;

/// <summary>
/// Ours and the reference's against each other on anvil, judged by balances on that chain. Ours are the e2e programs, each in a process of
/// its own.
/// </summary>
public sealed class MatrixTests(AnvilFixture anvil)
{
    private const string Route = "/exact/evm/eip3009";
    private const int Price = 1000;

    [Theory]
    [CombinatorialCells]
    public async Task Client_pays_server_through_facilitator(Side client, Side server, Side facilitator)
    {
        var payee = AnvilFixture.NewPayee();
        await using var ours = facilitator == Side.Ours ? await anvil.OurFacilitatorAsync() : null;
        var facilitatorUrl = ours?.Url ?? anvil.Facilitator.Url;
        await using var ourServer = server == Side.Ours ? await anvil.OurServerAsync(facilitatorUrl, payee) : null;
        await using var reference = server == Side.Reference ? await AnvilFixture.ReferenceServerAsync(facilitatorUrl, payee) : null;
        var before = await anvil.BalanceOfAsync(anvil.Account("buyer"));

        await PayAsync(client, (ourServer?.Url ?? reference!.Url) + Route);

        Assert.Equal(Price, await anvil.BalanceOfAsync(payee));
        Assert.Equal(before - Price, await anvil.BalanceOfAsync(anvil.Account("buyer")));
    }

    [Theory]
    [InlineData(Side.Ours)]
    [InlineData(Side.Reference)]
    public async Task Our_client_pays_a_v1_server(Side facilitator)
    {
        PeersWorkspace.Demand("v1");
        var payee = AnvilFixture.NewPayee();
        await using var ours = facilitator == Side.Ours ? await anvil.OurFacilitatorAsync() : null;
        await using var server = await PeerProcess.StartAsync("v1/server-v1.mjs",
            ["--facilitator", ours?.Url ?? anvil.Facilitator.Url, "--pay-to", payee], TestContext.Current.CancellationToken);

        await PayAsync(Side.Ours, server.Url + "/v1/evm");

        Assert.Equal(Price, await anvil.BalanceOfAsync(payee));
    }

    [Theory]
    [InlineData(Side.Ours)]
    [InlineData(Side.Reference)]
    public async Task A_v1_client_pays_our_server(Side facilitator)
    {
        PeersWorkspace.Demand("v1");
        var payee = AnvilFixture.NewPayee();
        await using var ours = facilitator == Side.Ours ? await anvil.OurFacilitatorAsync() : null;
        await using var server = await anvil.OurServerAsync(ours?.Url ?? anvil.Facilitator.Url, payee);

        var run = await PeerProcess.RunAsync("v1/client-v1.mjs", ["--url", server.Url + "/protected"], TestContext.Current.CancellationToken);

        run.MustSucceed();
        Assert.Equal(Price, await anvil.BalanceOfAsync(payee));
    }

    [Fact]
    public async Task A_payer_without_tokens_is_refused_by_our_facilitator_with_the_reference_s_reason()
    {
        var payee = AnvilFixture.NewPayee();
        await using var facilitator = await anvil.OurFacilitatorAsync();
        await using var server = await AnvilFixture.ReferenceServerAsync(facilitator.Url, payee);

        var run = await AnvilFixture.ReferenceClientAsync(server.Url + Route, 1, "--key", anvil.Key("withoutTokens"), "--expect", "402");

        run.MustSucceed();
        Assert.Equal("invalid_exact_evm_insufficient_balance", run.Lines[0].GetProperty("required").GetProperty("error").GetString());
        Assert.Equal(0, await anvil.BalanceOfAsync(payee));
    }

    [Fact]
    public async Task Fifty_copies_of_one_payment_on_the_chain_settle_once()
    {
        var payee = AnvilFixture.NewPayee();
        await using var facilitator = await anvil.OurFacilitatorAsync();
        await using var server = await anvil.OurServerAsync(facilitator.Url, payee);
        using var http = new HttpClient();
        var url = new Uri(server.Url + Route);
        var header = await SignedFor(await http.GetAsync(url, TestContext.Current.CancellationToken));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Add("PAYMENT-SIGNATURE", header);
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            return (int)response.StatusCode;
        }));

        Assert.Single(answers, 200);
        Assert.Equal(49, answers.Count(status => status == 409));
        Assert.Equal(Price, await anvil.BalanceOfAsync(payee));
    }

    private async Task PayAsync(Side client, string url)
    {
        if (client == Side.Reference)
        {
            (await AnvilFixture.ReferenceClientAsync(url)).MustSucceed();
            return;
        }
        var (exitCode, result, output) = await OurProgram.RunClientAsync(anvil.Key("buyer"), url);
        Assert.True(exitCode == 0, output);
        Assert.True(result.GetProperty("payment_response").GetProperty("success").GetBoolean(), output);
    }

    private async Task<string> SignedFor(HttpResponseMessage unpaid)
    {
        var text = unpaid.Headers.GetValues("PAYMENT-REQUIRED").Single();
        Assert.True(Protocol.PaymentHeaderCodec.TryDecodePaymentRequired(text, out var required, out var error), error?.ToString());
        var offer = required.Accepts[0];
        var signed = await EvmSigner.FromPrivateKey(anvil.Key("buyer")).SignAsync(new Schemes.SignPaymentRequest
        {
            Requirements = offer,
            Asset = AssetTable.Default.GetDefault(ChainId.Parse(offer.Network))!,
            Now = TimeProvider.System.GetUtcNow(),
            Lifetime = TimeSpan.FromMinutes(1),
        }, TestContext.Current.CancellationToken);
        return Protocol.PaymentHeaderCodec.Encode(
            new Protocol.PaymentPayload { Payload = signed.Payload, Resource = required.Resource, Accepted = offer });
    }
}
