namespace X402;

/// <summary>The default assets of the reference packages (x402 2.27), and behind them those that only v1 had. In order: the first of a chain is its default.</summary>
internal static class DefaultAssets
{
    public static IEnumerable<Asset> All { get; } =
    [
        Evm(1, "USDC", "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48", "USD Coin", "2"), // Ethereum
        Evm(14, "USDT0", "0xe7cd86e13AC4309349F30B3435a9d337750fC82D", "USD₮0", "1"), // Flare
        Evm(50, "USDC", "0xfA2958CB79b0491CC627c1557F441eF849Ca8eb1", "USDC", "2"), // XDC
        Evm(51, "USDC", "0xb5AB69F7bBada22B28e79C8FFAECe55eF1c771D4", "USDC", "2"), // XDC Apothem
        Evm(137, "USDC", "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359", "USD Coin", "2"), // Polygon
        Evm(143, "USDC", "0x754704Bc059F8C67012fEd69BC8A327a5aafb603", "USDC", "2"), // Monad
        Evm(988, "USDT0", "0x779Ded0c9e1022225f8E0630b35a9b54bE713736", "USDT0", "1"), // Stable
        Evm(1328, "USDC", "0x4fCF1784B31630811181f670Aea7A7bEF803eaED", "USDC", "2"), // Sei testnet
        Evm(1329, "USDC", "0xe15fC38F6D8c56aF07bbCBe3BAf5708A2Bf42392", "USDC", "2"), // Sei
        Evm(2201, "USDT0", "0x78Cf24370174180738C5B8E352B6D14c83a6c9A9", "USDT0", "1"), // Stable testnet
        Evm(4326, "MegaUSD", "0xFAfDdbb3FC7688494971a79cc65DCa3EF82079E7", "MegaUSD", "1", decimals: 18, method: "permit2"), // MegaETH
        Evm(8453, "USDC", "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913", "USD Coin", "2"), // Base
        Evm(31611, "mUSD", "0x118917a40FAF1CD7a13dB0Ef56C86De7973Ac503", "Mezo USD", "1", decimals: 18, method: "permit2"), // Mezo testnet
        Evm(31612, "mUSD", "0xdD468A1DDc392dcdbEf6db6e34E89AA338F9F186", "Mezo USD", "1", decimals: 18, method: "permit2"), // Mezo
        Evm(36900, "USDC.e", "0x9cb8142aEBBcdc60AF7c97Af897A67A8f3CA71C2", "USDC.e", "2"), // ADI
        Evm(38833, "USDC", "0xA5b8BF902b2844dA17d4506cc827F7F1681735E7", "USDC", "1", method: "permit2"), // Igra
        Evm(42161, "USDC", "0xaf88d065e77c8cC2239327C5EDb3A432268e5831", "USD Coin", "2"), // Arbitrum
        Evm(42220, "USDC", "0xcebA9300f2b948710d2653dD7B07f33A8B32118C", "USDC", "2"), // Celo
        Evm(42220, "USDT", "0x48065fbBE25f71C9282ddf5e1cD6D6A887483D5e", "Tether USD", "1"), // Celo
        Evm(42220, "USAT", "0xD2ab3C9A02DBBAB236BfEC45D1d755DF4267F771", "Tether America USD", "1"), // Celo
        Evm(43114, "USDC", "0xB97EF9Ef8734C71904D8002F8b6Bc66Dd9c48a6E", "USD Coin", "2"), // Avalanche
        Evm(72344, "SBC", "0x33ad9e4BD16B69B5BFdED37D8B5D9fF9aba014Fb", "Stable Coin", "1", method: "permit2"), // Radius testnet
        Evm(723487, "SBC", "0x33ad9e4BD16B69B5BFdED37D8B5D9fF9aba014Fb", "Stable Coin", "1", method: "permit2"), // Radius
        Evm(84532, "USDC", "0x036CbD53842c5426634e7929541eC2318f3dCF7e", "USDC", "2"), // Base Sepolia
        Evm(181228, "USDC.e", "0x401eCb1D350407f13ba348573E5630B83638E30D", "Bridged USDC", "2"), // HPP testnet
        Evm(190415, "USDC.e", "0x401eCb1D350407f13ba348573E5630B83638E30D", "Bridged USDC", "2"), // HPP
        Evm(421614, "USDC", "0x75faf114eafb1BDbe2F0316DF893fd58CE46AA4d", "USD Coin", "2"), // Arbitrum Sepolia
        Evm(11142220, "USDC", "0x01C5C0122039549AD1493B8220cABEdD739BC44E", "USDC", "2"), // Celo Sepolia
        // Known to v1 only.
        Evm(43113, "USDC", "0x5425890298aed601595a70AB815c96711a31Bc65", "USD Coin", "2"), // Fuji
        Evm(80002, "USDC", "0x41E94Eb019C0762f9Bfcf9Fb1E58725BfB0e7582", "USDC", "2"), // Amoy
        Evm(4689, "USDC", "0xcdf79194c6c285077a58da47641d4dbe51f63542", "Bridged USDC", "2"), // IoTeX
        Evm(3338, "USDC", "0xbbA60da06c2c5424f03f7434542280FCAd453d10", "USDC", "2"), // peaq
        Evm(2741, "USDC", "0x84a71ccd554cc1b02749b35d22f684cc8ec987e1", "Bridged USDC", "2"), // Abstract
        Evm(11124, "USDC", "0xe4C7fBB0a626ed208021ccabA6Be1566905E2dFc", "Bridged USDC", "2"), // Abstract testnet
        Evm(1514, "USDC", "0xF1815bd50389c46847f0Bda824eC8da914045D14", "Bridged USDC", "2"), // Story
        Evm(41923, "USDC", "0x12a272A581feE5577A5dFa371afEB4b2F3a8C2F8", "Bridged USDC (Stargate)", "2"), // EDU Chain
        Evm(324705682, "USDC", "0x2e08028E3C4c2356572E096d8EF835cD5C6030bD", "Bridged USDC (SKALE Bridge)", "2"), // SKALE Base Sepolia
    ];

    private static Asset Evm(ulong chain, string symbol, string address, string name, string version, int decimals = 6, string method = "eip3009") =>
        new(ChainId.Evm(chain), address, symbol, decimals, name, version, method);
}
