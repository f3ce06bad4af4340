using System.Buffers.Binary;
using System.Text;
using X402.Cryptography;
using X402.Evm;

namespace X402.Core.Tests.Money;

public sealed class AssetTableTests
{
    private const string Permit2 = "0x000000000022D473030F116dDEE9F6B43aC78BA3";

    // x402.md 8.2: what each token's DOMAIN_SEPARATOR() answers.
    [Theory]
    [InlineData(1, "USDC", "0x06c37168a7db5138defc7866392bb87a741f9b3d104deb5094588ce041cae335")]
    [InlineData(137, "USDC", "0xcaa2ce1a5703ccbe253a34eb3166df60a705c561b44b192061e28f2a985be2ca")]
    [InlineData(143, "USDC", "0xfe22123edc0dd4aeb912eb7948c5f0e531592c2053b3067612f427db342c93c6")]
    [InlineData(8453, "USDC", "0x02fa7265e7c5d81118673727957699e4d68f74cd74b7db77da710fe8a2c7834f")]
    [InlineData(42161, "USDC", "0x08d11903f8419e68b1b8721bcbe2e9fc68569122a77ef18c216f10b3b5112c78")]
    [InlineData(42220, "USDC", "0xb2ce31d2838445fa765a491f550e7c78ac7280ab0f3bc9d6063a86df9c3fb578")]
    [InlineData(42220, "USDT", "0xbcb4d62e4834b598d0eacecd84c0b397a0254e077c41cf2143e394d5701d1088")]
    [InlineData(42220, "USAT", "0xe6bbb7920a85afd44befe87c998da24b8b655c972faf8a8acbdf38c829ff8bf2")]
    [InlineData(43114, "USDC", "0xbbea200329a938bc3438984a49cb0732e66d66d7bd59c127abacc1710e77f7b3")]
    [InlineData(84532, "USDC", "0x71f17a3b2ff373b803d70a5a07c046c1a2bc8e89c09ef722fcb047abe94c9818")]
    [InlineData(14, "USDT0", "0x4c53d754dcb2f406ecf83695856d8c10b13296a318d9a481043412bf253d43ae")]
    [InlineData(988, "USDT0", "0xf21cc02b28f1a6c8d5ae07aaf9d8954535a11acbaf36923aef1b21d0fc27b221")]
    [InlineData(4326, "MegaUSD", "0x26e1aa8b35bf8653b60726926f670a6ec590674f00b149826914c480d0e798bd")]
    public void Domain_separator_of_the_table_is_that_of_the_token(ulong chain, string symbol, string separator)
    {
        var asset = AssetTable.Default.Find(ChainId.Evm(chain), symbol)!;
        byte[] domain =
        [
            .. Hash("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
            .. Hash(asset.Eip712Name!), .. Hash(asset.Eip712Version!), .. Word(chain), .. Word(asset.Address),
        ];

        Assert.Equal(separator, Hex.Encode(Keccak256.HashData(domain)));
    }

    [Theory]
    [InlineData(1, "0x866a5aba21966af95d6c7ab78eb2b2fc913915c28be3b9aa07cc04ff903e3f28")]
    [InlineData(8453, "0x3b6f35e4fce979ef8eac3bcdc8c3fc38fe7911bb0c69c8fe72bf1fd1a17e6f07")]
    [InlineData(84532, "0x010f27a92fb9a32622f44f001dc4d15706a85b33499cfc2ce9033113ab26592c")]
    public void Domain_separator_without_a_version_is_permit2s(ulong chain, string separator)
    {
        byte[] domain =
        [
            .. Hash("EIP712Domain(string name,uint256 chainId,address verifyingContract)"), .. Hash("Permit2"), .. Word(chain), .. Word(Permit2),
        ];

        Assert.Equal(separator, Hex.Encode(Keccak256.HashData(domain)));
    }

    [Fact]
    public void Every_address_is_written_in_eip55_and_every_entry_can_be_found()
    {
        Assert.Equal(37, AssetTable.Default.All.Count());
        Assert.All(AssetTable.Default.All, asset =>
        {
            Assert.Equal(Address.Parse(asset.Address).ToString(), asset.Address);
            Assert.Same(asset, AssetTable.Default.Find(asset.Network, asset.Address));
            Assert.Same(asset, AssetTable.Default.Find(asset.Network, asset.Symbol.ToUpperInvariant()));
            Assert.False(string.IsNullOrEmpty(asset.Eip712Name) || string.IsNullOrEmpty(asset.Eip712Version));
        });
    }

    [Theory]
    [InlineData(4326, 18, "permit2")]
    [InlineData(31611, 18, "permit2")]
    [InlineData(31612, 18, "permit2")]
    [InlineData(38833, 6, "permit2")]
    [InlineData(72344, 6, "permit2")]
    [InlineData(723487, 6, "permit2")]
    [InlineData(8453, 6, "eip3009")]
    [InlineData(43113, 6, "eip3009")]
    [InlineData(324705682, 6, "eip3009")]
    public void Default_has_its_decimals_and_transfer_method(ulong chain, int decimals, string method)
    {
        var asset = AssetTable.Default.GetDefault(ChainId.Evm(chain))!;

        Assert.Equal((decimals, method), (asset.Decimals, asset.TransferMethod));
    }

    [Fact]
    public void First_asset_of_a_chain_is_its_default_and_stays_it_when_another_is_added()
    {
        var table = new AssetTable();
        table.Add(Token("0x0000000000000000000000000000000000000001", "NEW"));

        Assert.Equal("USDC", table.GetDefault(ChainId.Evm(8453))?.Symbol);
        Assert.Equal("NEW", table.Find(ChainId.Evm(8453), "new")?.Symbol);
        Assert.Null(AssetTable.Default.Find(ChainId.Evm(8453), "NEW"));
        Assert.Equal("USDC", AssetTable.Default.GetDefault(ChainId.Evm(42220))?.Symbol);
    }

    [Fact]
    public void Address_is_found_by_its_bytes_and_not_when_its_checksum_is_wrong()
    {
        var usdc = AssetTable.Default.GetDefault(ChainId.Evm(8453))!;

        Assert.Same(usdc, AssetTable.Default.Find(usdc.Network, usdc.Address.ToLowerInvariant()));
        Assert.Null(AssetTable.Default.Find(usdc.Network, usdc.Address.Replace("fCD6", "fcD6", StringComparison.Ordinal)));
        Assert.Null(AssetTable.Default.Find(ChainId.Evm(1), usdc.Address));
    }

    [Fact]
    public void Asset_with_a_known_address_takes_the_place_of_the_old_one()
    {
        var table = new AssetTable();
        var usdc = table.GetDefault(ChainId.Evm(8453))!;

        table.Add(usdc with { Address = usdc.Address.ToLowerInvariant(), Symbol = "MINE" });

        Assert.Equal(usdc with { Symbol = "MINE" }, table.GetDefault(ChainId.Evm(8453)));
        Assert.Equal(AssetTable.Default.All.Count(), table.All.Count());
    }

    [Fact]
    public void Wrong_assets_are_refused_by_name()
    {
        var good = Token("0x0000000000000000000000000000000000000001", "NEW");
        Asset[] wrong =
        [
            good with { Decimals = -1 }, good with { Decimals = 37 }, good with { Address = "0x1" }, good with { Eip712Name = null },
            good with { Eip712Version = "" }, good with { TransferMethod = "approve" }, good with { Symbol = "" },
            good with { Address = "0x833589fcD6eDb6E08f4c7C32D4f71b54bdA02913" },
        ];

        Assert.All(wrong, asset => Assert.Contains(asset.Symbol, Assert.Throws<X402ConfigurationException>(() => new AssetTable().Add(asset)).Message, StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(() => AssetTable.Default.Add(good));
    }

    [Fact]
    public void Asset_of_another_family_is_found_by_its_exact_address()
    {
        var solana = ChainId.Parse("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp");
        var table = new AssetTable();
        table.Add(new(solana, "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v", "USDC", 6, null, null, "permit2"));

        Assert.NotNull(table.Find(solana, "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"));
        Assert.Null(table.Find(solana, "epjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"));
    }

    private static Asset Token(string address, string symbol) => new(ChainId.Evm(8453), address, symbol, 6, "New", "1");

    private static byte[] Hash(string text) => Keccak256.HashData(Encoding.UTF8.GetBytes(text));

    private static byte[] Word(string address) => [.. new byte[12], .. Address.Parse(address).Span];

    private static byte[] Word(ulong number)
    {
        var word = new byte[32];
        BinaryPrimitives.WriteUInt64BigEndian(word.AsSpan(24), number);
        return word;
    }
}
