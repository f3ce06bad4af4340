using BenchmarkDotNet.Attributes;
using X402.Protocol;
using X402.Schemes.ExactEvm;

namespace X402.Benchmarks;

/// <summary>Goes through 256 headers of different payers in turn.</summary>
public abstract class PaymentHeaderBenchmarks
{
    private const int Count = 256;
    private readonly string[] _headers = new string[Count];
    private int _next;

    private protected PaymentRequirements Offer { get; } = new ExactEvmScheme().CreateRequirements(
        AssetTable.Default.GetDefault(ChainId.Evm(84532))!, UInt256.FromUInt64(1000), "0x209693Bc6afc0C5328bA36FaF03C514EF312287C", TimeSpan.FromHours(1));

    private protected string Next() => _headers[_next++ & (Count - 1)];

    [GlobalSetup]
    public async Task SetUp()
    {
        Buyer buyer = new(new PaymentRequired { Resource = new ResourceInfo { Url = "https://api.example/weather" }, Accepts = [Offer] });
        for (int i = 0; i < Count; i++)
        {
            _headers[i] = await buyer.PayAsync(EvmSigner.CreateRandom());
        }

        await CheckAsync();
    }

    private protected virtual Task CheckAsync() => Task.CompletedTask;

    private protected static void Require(bool good, string what)
    {
        if (!good)
        {
            throw new InvalidOperationException(what);
        }
    }
}
