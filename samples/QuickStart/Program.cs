// One process, three parties: an API with a price, the facilitator that settles for it, and an agent that pays. On DevChain, an EVM ledger
// in this process, or with --rpc URL on a node that has the token and funds the well-known test accounts (anvil, see tests/peers).
using X402;
using X402.Evm;
using X402.Facilitator;
using X402.QuickStart;
using X402.Testing;

if (!Arguments.TryParse(args, out var arguments))
    return Arguments.Usage(Console.Error, exitCode: 2);
if (arguments.Help)
    return Arguments.Usage(Console.Out, exitCode: 0);

var network = ChainId.Parse(arguments.Network);
await using var devChain = arguments.Rpc is null ? await DevChain.StartAsync(options => options.Network = network) : null;
devChain?.Mint(DevAccounts.Buyer.Address, UInt256.Parse("5000000"));
var rpcUrl = arguments.Rpc ?? devChain!.RpcUrl.ToString();
var seller = DevAccounts.Seller.Address;

// ---- the seller: an API with a price, and a facilitator beside it
var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // a failed start is told below
builder.Services.AddX402Facilitator().AddEvm(arguments.Network, rpcUrl, EvmSigner.FromPrivateKey(DevAccounts.All[4].PrivateKey));
builder.Services.AddX402(options => options.PayTo(arguments.Network, seller.ToString()));
await using var app = builder.Build();
app.MapGet("/weather", () => "sunny, 21 degrees").RequirePayment("$0.01");
try
{
    await app.StartAsync();
}
catch (X402ConfigurationException error)
{
    await Console.Error.WriteLineAsync($"QuickStart: {error.Message}");
    return 1;
}
var url = new Uri(app.Urls.First() + "/weather");

using var rpcHttp = new HttpClient();
var token = new Token(new EvmRpc(network, new Uri(rpcUrl), rpcHttp), AssetTable.Default.GetDefault(network)!);
var story = new Story(Console.Out, token);
story.Begin(url, arguments.Rpc is null ? "DevChain, an EVM ledger in this process" : "the node that --rpc names");
await story.BalancesAsync("before", DevAccounts.Buyer.Address, seller);

// ---- somebody without money
using var plain = new HttpClient();
await story.UnpaidAsync(await plain.GetAsync(url));

// ---- the agent: a plain HttpClient with a wallet and a budget
var wiretap = new Wiretap();
using var agent = X402Http.Create(
    EvmSigner.FromPrivateKey(DevAccounts.Buyer.PrivateKey), SpendPolicy.PerRequest("$0.10").PerDay("$5"), new() { InnerHandler = wiretap });
using var paid = await agent.GetAsync(url);
await story.PaidAsync(wiretap.PaymentHeader, paid);
await story.BalancesAsync("after", DevAccounts.Buyer.Address, seller);

// ---- the same payment a second time
using var again = new HttpRequestMessage(HttpMethod.Get, url);
again.Headers.Add("PAYMENT-SIGNATURE", wiretap.PaymentHeader);
using var refused = await plain.SendAsync(again);
story.Refused(refused);
await story.BalancesAsync("still", DevAccounts.Buyer.Address, seller);
return paid.IsSuccessStatusCode && !refused.IsSuccessStatusCode ? 0 : 1;
