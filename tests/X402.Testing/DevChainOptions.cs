using X402.Evm;

namespace X402.Testing;

/// <summary>What <see cref="DevChain"/> pretends to be. As it is: Base Sepolia with its USDC.</summary>
public sealed class DevChainOptions
{
    /// <summary>The chain.</summary>
    public ChainId Network { get; set; } = ChainId.Evm(84532);

    /// <summary>Where the token is.</summary>
    public Address Usdc { get; set; } = Address.Parse("0x036CbD53842c5426634e7929541eC2318f3dCF7e");

    /// <summary><c>name</c> of the token and of its EIP-712 domain.</summary>
    public string TokenName { get; set; } = "USDC";

    /// <summary><c>version</c> of the token's EIP-712 domain.</summary>
    public string TokenVersion { get; set; } = "2";

    /// <summary>Symbol of the token.</summary>
    public string TokenSymbol { get; set; } = "USDC";

    /// <summary>Decimals of the token.</summary>
    public byte TokenDecimals { get; set; } = 6;

    /// <summary>Wei that each of <see cref="DevAccounts"/> holds from the start; 10,000 ether as on anvil.</summary>
    public UInt256 InitialWei { get; set; } = UInt256.Parse("10000000000000000000000");

    /// <summary>The clock that block times come from.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Port of the listener on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>Bytes that the body of a request may have; beyond, the answer is 413.</summary>
    public int MaxRequestBytes { get; set; } = 1024 * 1024;
}
