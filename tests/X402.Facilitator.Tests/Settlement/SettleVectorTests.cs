using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using X402.Cryptography;
using X402.Evm;
using X402.Protocol;
using X402.Testing;

namespace X402.Facilitator.Tests.Settlement;

/// <summary>What the reference facilitator answers to recorded outcomes of broadcast and receipt (EIP-3009).</summary>
public sealed class SettleVectorTests
{
    private const string RecordedHash = "0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Throws = "exact-write-throws: ";

    private static readonly JsonElement File = JsonElement.Parse(System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "settle.json")));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Ids => new(File.GetProperty("settle").EnumerateArray().Select(vector => vector.GetProperty("id").GetString()!));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Settle_answers_as_the_reference(string id)
    {
        var vector = File.GetProperty("settle").EnumerateArray().Single(entry => entry.GetProperty("id").GetString() == id);
        var request = new FacilitatorRequest
        {
            PaymentPayload = vector.GetProperty("paymentPayload").Deserialize(X402Json.Wire.PaymentPayload)!,
            PaymentRequirements = vector.GetProperty("paymentRequirements").Deserialize(X402Json.Wire.PaymentRequirements)!,
        };
        var hash = "";
        var hasReceipt = true;
        var node = Node(id, sent => hash = sent, () => hasReceipt);
        hasReceipt = !id.Contains("timeout", StringComparison.Ordinal);
        await using var services = Serve(node);
        var facilitator = services.GetRequiredService<LocalFacilitator>();

        var answer = await facilitator.SettleAsync(request, Token);

        AssertSame(vector.GetProperty("expected"), answer, hash);
        hasReceipt = true;
        if (vector.TryGetProperty("secondCall", out var second))
            AssertSame(second, await facilitator.SettleAsync(request, Token), hash);
    }

    private static void AssertSame(JsonElement expected, SettleResponse answer, string hash)
    {
        var text = JsonSerializer.Serialize(answer, X402Json.Wire.SettleResponse);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected.GetRawText().Replace(RecordedHash, hash, StringComparison.Ordinal)), JsonElement.Parse(text)), text);
    }

    private static ServiceProvider Serve(StubNode node)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FrozenClock(File.GetProperty("now").GetInt64()));
        services.AddX402Facilitator().AddEvm(Samples.Network, "http://node.example", EvmSigner.FromPrivateKey(DevAccounts.Seller.PrivateKey), options =>
        {
            options.HttpHandler = node;
            options.ReceiptTimeout = TimeSpan.FromMilliseconds(50);
        });
        return services.BuildServiceProvider();
    }

    private static StubNode Node(string id, Action<string> sent, Func<bool> hasReceipt)
    {
        var transfer = $$"""
            {"address":"0x036cbd53842c5426634e7929541ec2318f3dcf7e","data":"0x{{10000:x64}}","topics":["{{Eip3009.TransferTopic}}",
             "0x000000000000000000000000f39fd6e51aad88f6f4ce6ab8827279cfffb92266","0x000000000000000000000000209693bc6afc0c5328ba36faf03c514ef312287c"]}
            """;
        var logs = id == "exact-no-transfer-event" ? "" : transfer;
        var status = id == "exact-receipt-reverted" ? "0x0" : "0x1";
        return new StubNode()
            .On("eth_getCode", call => call[0].GetString()!.StartsWith("0x036c", StringComparison.OrdinalIgnoreCase) ? "\"0x6080\"" : "\"0x\"")
            .On("eth_call", "\"0x\"").On("eth_estimateGas", "\"0x15f90\"").On("eth_getTransactionCount", "\"0x5\"")
            .On("eth_getBlockByNumber", """{"baseFeePerGas":"0x3b9aca00"}""").On("eth_maxPriorityFeePerGas", "\"0xf4240\"")
            .On("eth_getTransactionReceipt", _ => hasReceipt() ? $$"""{"status":"{{status}}","blockNumber":"0x1","logs":[{{logs}}]}""" : "null")
            .On("eth_sendRawTransaction", call =>
            {
                var hash = Hex.Encode(Keccak256.HashData(Hex.Decode(call[0].GetString(), 10_000)!));
                sent(hash);
                return id == "exact-invalid-hash" ? $"\"0x{0:x64}\""
                    : id.StartsWith(Throws, StringComparison.Ordinal) ? StubNode.Error(id[Throws.Length..]) : $"\"{hash}\"";
            });
    }
}
