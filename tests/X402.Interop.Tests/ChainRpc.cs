using System.Globalization;
using System.Net.Http.Json;
using System.Numerics;
using System.Text.Json;

namespace X402.Interop.Tests;

/// <summary>
/// Reads the chain without any of our own code, so that a test judges what we did by what the chain says.
/// </summary>
public sealed class ChainRpc(string url) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(url) };

    /// <summary>The result of one JSON-RPC call; throws with the node's answer when it is an error.</summary>
    public async Task<JsonElement> CallAsync(string method, object[] parameters, CancellationToken cancellation)
    {
        var request = new { jsonrpc = "2.0", id = 1, method, @params = parameters };
        using var response = await http.PostAsJsonAsync("", request, cancellation);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        return answer.TryGetProperty("result", out var result)
            ? result
            : throw new InvalidOperationException($"{method}: {answer.GetProperty("error")}");
    }

    /// <summary>What <paramref name="holder"/> has of the token, in atomic units, in the latest block.</summary>
    public async Task<BigInteger> BalanceOfAsync(string token, string holder, CancellationToken cancellation)
    {
        var word = await ReadAsync(token, $"0x70a08231{holder[2..].PadLeft(64, '0')}", cancellation); // balanceOf(address)
        return BigInteger.Parse($"0{word[2..]}", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    /// <summary>The code of an account in the latest block; "0x" when it has none.</summary>
    public async Task<string> CodeAsync(string account, CancellationToken cancellation) =>
        (await CallAsync("eth_getCode", [account, "latest"], cancellation)).GetString()!;

    /// <summary>What a call returns, in hex.</summary>
    public async Task<string> ReadAsync(string to, string data, CancellationToken cancellation) =>
        (await CallAsync("eth_call", [new { to, data }, "latest"], cancellation)).GetString()!;

    /// <summary>Calls a contract from an account that the node has unlocked; throws unless it is mined and succeeds.</summary>
    public async Task SendAsync(string from, string to, string data, CancellationToken cancellation)
    {
        var receipt = await CallAsync("eth_sendTransactionSync", [new { from, to, data }], cancellation);
        if (receipt.GetProperty("status").GetString() != "0x1")
            throw new InvalidOperationException($"The call of {to} reverted.");
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();
}
