using System.Text.Json;
using X402.Evm;

namespace X402.Testing.Tests;

public sealed class TransactionTests
{
    private static readonly DevAccount Sender = DevAccounts.Facilitator;
    private static readonly Address Receiver = DevAccounts.Seller.Address;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Value_moves_and_gas_is_paid(bool legacy)
    {
        await using var node = await Node.StartAsync(options => options.InitialWei = 1_000_000_000_000_000_000);
        Transfer transaction = new() { To = Receiver, Value = 5 };

        var receipt = await node.ReceiptAsync(await node.SubmitAsync(legacy ? transaction.SignLegacy(Sender) : transaction.Sign(Sender)));

        var price = legacy ? 2_000_000_000UL : 1_001_000_000UL;
        Assert.Equal(21_000UL, Node.ToNumber(receipt.GetProperty("gasUsed")));
        Assert.Equal(price, Node.ToNumber(receipt.GetProperty("effectiveGasPrice")));
        Assert.Equal(1_000_000_000_000_000_000 - 21_000 * price - 5, node.Chain.WeiOf(Sender.Address));
        Assert.Equal(1_000_000_000_000_000_005UL, node.Chain.WeiOf(Receiver));
    }

    [Fact]
    public async Task Nonce_used_before_is_too_low()
    {
        await using var node = await Node.StartAsync();
        await node.SubmitAsync(new Transfer { To = Receiver }.Sign(Sender));

        Assert.StartsWith("nonce too low", Refusal(await node.SubmitAsync(new Transfer { To = Receiver, Value = 1 }.Sign(Sender))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nonce_after_a_gap_waits_for_those_before()
    {
        await using var node = await Node.StartAsync();
        var late = await node.SubmitAsync(new Transfer { To = Receiver, Nonce = 1 }.Sign(Sender));

        Assert.Equal(JsonValueKind.Null, (await node.ReceiptAsync(late)).ValueKind);
        Assert.Equal(0UL, await node.QuantityAsync("eth_getTransactionCount", $"\"{Sender.Address}\",\"pending\""));
        await node.SubmitAsync(new Transfer { To = Receiver }.Sign(Sender));
        Assert.Equal("0x1", (await node.ReceiptAsync(late)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Pending_count_includes_what_waits()
    {
        await using var node = await Node.StartAsync();
        using var pause = node.Chain.PauseMining();
        await node.SubmitAsync(new Transfer { To = Receiver }.Sign(Sender));

        Assert.Equal(1UL, await node.QuantityAsync("eth_getTransactionCount", $"\"{Sender.Address}\",\"pending\""));
        Assert.Equal(0UL, await node.QuantityAsync("eth_getTransactionCount", $"\"{Sender.Address}\",\"latest\""));
    }

    [Fact]
    public async Task Transaction_that_waits_is_known_and_not_taken_twice()
    {
        await using var node = await Node.StartAsync();
        using var pause = node.Chain.PauseMining();
        var raw = new Transfer { To = Receiver }.Sign(Sender);
        var sent = await node.SubmitAsync(raw);

        Assert.Equal("already known", Refusal(await node.SubmitAsync(raw)));
        var pending = await node.ResultAsync("eth_getTransactionByHash", $"\"{sent.GetProperty("result").GetString()}\"");
        Assert.Equal(JsonValueKind.Null, pending.GetProperty("blockNumber").ValueKind);
    }

    [Fact]
    public async Task Replacement_must_pay_a_tenth_more()
    {
        await using var node = await Node.StartAsync();
        using var pause = node.Chain.PauseMining();
        var first = await node.SubmitAsync(new Transfer { To = Receiver, Value = 1 }.Sign(Sender));

        Assert.Equal("replacement transaction underpriced", Refusal(await node.SubmitAsync(new Transfer { To = Receiver }.Sign(Sender))));
        Transfer dearer = new() { To = Receiver, Value = 2, MaxFee = 2_200_000_000, PriorityFee = 1_100_000 };
        var second = await node.SubmitAsync(dearer.Sign(Sender));
        node.Chain.Mine();

        Assert.Equal(JsonValueKind.Null, (await node.ReceiptAsync(first)).ValueKind);
        Assert.Equal("0x1", (await node.ReceiptAsync(second)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Sender_without_wei_has_insufficient_funds()
    {
        await using var node = await Node.StartAsync(options => options.InitialWei = 1000);

        Assert.StartsWith(
            "insufficient funds for gas * price + value", Refusal(await node.SubmitAsync(new Transfer { To = Receiver }.Sign(Sender))),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "insufficient funds", Refusal(await node.SubmitAsync(new Transfer { To = Receiver, Value = UInt256.MaxValue }.Sign(Sender))),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_chain_and_bad_gas_are_refused()
    {
        await using var node = await Node.StartAsync();
        Transfer good = new() { To = Receiver };

        Assert.StartsWith("invalid chain id", await RefusalAsync(good with { ChainId = 1 }), StringComparison.Ordinal);
        Assert.StartsWith("intrinsic gas too low", await RefusalAsync(good with { GasLimit = 20_999 }), StringComparison.Ordinal);
        Assert.StartsWith("exceeds block gas limit", await RefusalAsync(good with { GasLimit = 30_000_001 }), StringComparison.Ordinal);
        Assert.StartsWith("max fee per gas less than block base fee", await RefusalAsync(good with { MaxFee = 999_999_999 }), StringComparison.Ordinal);
        Assert.StartsWith("max priority fee per gas higher", await RefusalAsync(good with { PriorityFee = 2_000_000_001 }), StringComparison.Ordinal);

        async Task<string> RefusalAsync(Transfer transaction) => Refusal(await node.SubmitAsync(transaction.Sign(Sender)));
    }

    [Fact]
    public async Task Gas_that_runs_out_is_lost_and_nothing_else_happens()
    {
        await using var node = await Node.StartAsync();
        var data = new SignedCall { Chain = node.Chain }.Split();

        var receipt = await node.ReceiptAsync(await node.SubmitAsync(new Transfer { To = node.Chain.Usdc, Data = data, GasLimit = 30_000 }.Sign(Sender)));

        Assert.Equal(("0x0", 30_000UL), (receipt.GetProperty("status").GetString(), Node.ToNumber(receipt.GetProperty("gasUsed"))));
        Assert.Equal(UInt256.Zero, node.Chain.BalanceOf(Receiver));
    }

    [Fact]
    public async Task Estimated_gas_is_enough_to_the_unit()
    {
        await using var node = await Node.StartAsync();
        var data = new SignedCall { Chain = node.Chain }.Split();
        var estimate = await node.QuantityAsync("eth_estimateGas", $$"""{"to":"{{node.Chain.Usdc}}","data":"{{Hex.Encode(data)}}"}""");

        var receipt = await node.ReceiptAsync(await node.SubmitAsync(new Transfer { To = node.Chain.Usdc, Data = data, GasLimit = estimate }.Sign(Sender)));

        Assert.Equal(("0x1", estimate), (receipt.GetProperty("status").GetString(), Node.ToNumber(receipt.GetProperty("gasUsed"))));
    }

    [Fact]
    public async Task Payment_made_with_the_library_settles_under_the_hash_it_foretold()
    {
        await using var node = await Node.StartAsync();
        var chain = node.Chain;
        TransferAuthorization authorization = new(DevAccounts.Buyer.Address, Receiver, 10_000, UInt256.Zero, node.Now + 60, new(new SeededBytes(3).Next(32)));
        Eip712Domain domain = new("USDC", "2", chain.ChainId, chain.Usdc);
        var signed = await EvmSigner.FromPrivateKey(DevAccounts.Buyer.PrivateKey).SignAsync(Eip3009.Digest(authorization, domain), Node.Cancel);
        var call = Eip3009.TransferWithAuthorization(authorization, signed.ToArray());
        EvmTransaction transaction = new(chain.ChainId, 0, 1_000_000, 2_000_000_000, 300_000, chain.Usdc, UInt256.Zero, call);
        var signature = await EvmSigner.FromPrivateKey(Sender.PrivateKey).SignAsync(transaction.SigningHash(), Node.Cancel);

        var sent = await node.SubmitAsync(transaction.Encode(signature));

        Assert.Equal(transaction.Hash(signature).ToString(), sent.GetProperty("result").GetString());
        Assert.Equal(10_000UL, chain.BalanceOf(Receiver));
    }

    [Fact]
    public async Task Raw_bytes_that_are_spoiled_are_refused_and_nothing_more()
    {
        await using var node = await Node.StartAsync();
        var raw = new Transfer { To = Receiver }.Sign(Sender);
        SeededBytes random = new(1);

        for (var i = 0; i < 500; i++)
        {
            var spoiled = raw[..random.NextInt32(raw.Length)];
            if (random.NextBool() && spoiled.Length > 0)
                spoiled[random.NextInt32(spoiled.Length)] ^= (byte)(1 + random.NextInt32(255));
            Assert.Contains(":", Refusal(await node.SubmitAsync(spoiled)), StringComparison.Ordinal);
        }
        Assert.Equal(0UL, node.Chain.BlockNumber);
    }

    private static string Refusal(JsonElement answer) => answer.GetProperty("error").GetProperty("message").GetString()!;
}
