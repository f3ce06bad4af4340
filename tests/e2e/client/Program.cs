// Client of the reference repository's e2e protocol: one paid GET; the last line of stdout is the result.
using System.Text.Json;
using System.Text.Json.Nodes;
using X402;
using X402.Protocol;

var required = E2EEnvironment.Require("EVM_PRIVATE_KEY", "RESOURCE_SERVER_URL", "ENDPOINT_PATH");
var url = required[1].TrimEnd('/') + required[2];
try
{
    using var http = X402Http.Create(EvmSigner.FromPrivateKey(required[0]), SpendPolicy.PerRequest("$1").PerDay("$10"));
    using var response = await http.GetAsync(new Uri(url));
    var text = await response.Content.ReadAsStringAsync();
    var receipt = response.GetPaymentReceipt();
    var paid = response.IsSuccessStatusCode && receipt is { Success: true };
    if (!paid)
        Console.WriteLine($"status {(int)response.StatusCode}: {receipt?.ErrorReason ?? text}");
    Console.WriteLine(new JsonObject
    {
        ["success"] = paid,
        ["data"] = AsJson(text),
        ["status_code"] = (int)response.StatusCode,
        ["payment_response"] = receipt is null ? null : JsonSerializer.SerializeToNode(receipt, X402Json.Wire.SettleResponse),
    }.ToJsonString());
    return paid ? 0 : 1;
}
catch (Exception error) when (error is HttpRequestException or OperationCanceledException or IOException or ArgumentException or FormatException)
{
    Console.WriteLine(error.Message);
    Console.WriteLine(new JsonObject { ["success"] = false, ["error"] = error.Message }.ToJsonString());
    return 1;
}

static JsonNode? AsJson(string text)
{
    try
    {
        return JsonNode.Parse(text);
    }
    catch (JsonException)
    {
        return text;
    }
}
