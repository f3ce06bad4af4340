using System.Globalization;
using System.Text;
using System.Text.Json;
using X402.Evm;
using X402.Testing.Contracts;

namespace X402.Testing.Tests;

/// <summary>A chain on a clock to set, and a JSON-RPC client without a socket.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly HttpClient _http;

    private Node(DevChain chain, ManualTimeProvider time)
    {
        (Chain, Time) = (chain, time);
        _http = new(chain.CreateHandler());
    }

    public DevChain Chain { get; }

    public ManualTimeProvider Time { get; }

    public ulong Now => (ulong)Time.GetUtcNow().ToUnixTimeSeconds();

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Node> StartAsync(Action<DevChainOptions>? configure = null)
    {
        ManualTimeProvider time = new();
        var chain = await DevChain.StartAsync(
            options =>
            {
                options.Time = time;
                configure?.Invoke(options);
            },
            Cancel);
        chain.Mint(DevAccounts.Buyer.Address, 1_000_000);
        return new(chain, time);
    }

    public async Task<(int Status, string Body)> PostAsync(string body)
    {
        using var response = await _http.PostAsync("http://node/", new StringContent(body, Encoding.UTF8, "application/json"), Cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>The whole answer: <c>result</c> or <c>error</c>.</summary>
    public async Task<JsonElement> AskAsync(string method, string parameters = "")
    {
        var (_, body) = await PostAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":[{{parameters}}]}""");
        return JsonElement.Parse(body);
    }

    public async Task<JsonElement> ResultAsync(string method, string parameters = "") => (await AskAsync(method, parameters)).GetProperty("result");

    public async Task<ulong> QuantityAsync(string method, string parameters = "") => ToNumber(await ResultAsync(method, parameters));

    /// <summary>Runs <c>eth_call</c>; the return data.</summary>
    public async Task<byte[]> CallAsync(Address to, byte[] data) => Bytes(await ResultAsync("eth_call", CallObject(to, data, default) + ",\"latest\""));

    /// <summary>Runs <c>eth_call</c>; the text of its error, or "" when it succeeds.</summary>
    public async Task<string> RefusalAsync(Address to, byte[] data, Address from = default)
    {
        var answer = await AskAsync("eth_call", CallObject(to, data, from));
        return answer.TryGetProperty("error", out var error) ? error.GetProperty("message").GetString()! : "";
    }

    public Task<JsonElement> SubmitAsync(byte[] raw) => AskAsync("eth_sendRawTransaction", $"\"{Hex.Encode(raw)}\"");

    /// <summary>Sends a transaction to the token and gives its receipt.</summary>
    public async Task<JsonElement> SendAsync(DevAccount from, byte[] data, Address? to = null)
    {
        var nonce = await QuantityAsync("eth_getTransactionCount", $"\"{from.Address}\",\"pending\"");
        Transfer transaction = new() { ChainId = Chain.ChainId, Nonce = nonce, To = to ?? Chain.Usdc, Data = data };
        var answer = await SubmitAsync(transaction.Sign(from));
        return await ResultAsync("eth_getTransactionReceipt", $"\"{answer.GetProperty("result").GetString()}\"");
    }

    public Task<JsonElement> ReceiptAsync(JsonElement sent) => ResultAsync("eth_getTransactionReceipt", $"\"{sent.GetProperty("result").GetString()}\"");

    public static ulong ToNumber(JsonElement quantity) =>
        ulong.Parse(quantity.GetString()!.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    public static byte[] Bytes(JsonElement data) => Convert.FromHexString(data.GetString()!.AsSpan(2));

    public static byte[] Calldata(string signature, params byte[][] words)
    {
        var selector = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(selector, Abi.Selector(signature));
        return [.. selector, .. words.SelectMany(word => word)];
    }

    public static byte[] Word(UInt256 value) => AbiOutput.Uint(value);

    public static byte[] Word(Address value) => AbiOutput.Address(value);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Chain.DisposeAsync();
    }

    private static string CallObject(Address to, byte[] data, Address from) =>
        $$"""{"to":"{{to}}","from":"{{from}}","data":"{{Hex.Encode(data)}}"}""";
}
