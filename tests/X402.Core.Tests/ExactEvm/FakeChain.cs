using System.Text.Json;
using X402.Evm;

namespace X402.Core.Tests.ExactEvm;

/// <summary>A chain that answers as a recorded vector's <c>mock</c> says.</summary>
internal sealed class FakeChain : IEvmChainReader
{
    private const uint IsValidSignature = 0x1626BA7E;
    private static readonly Address Multicall = Address.Parse("0xcA11bde05977b3631167028862bE2a173976CA11");

    public ChainId ChainId { get; init; } = ChainId.Evm(84532);

    public HashSet<Address> Contracts { get; init; } = [];

    public Dictionary<Address, byte[]> Codes { get; init; } = [];

    public bool WalletAccepts { get; init; }

    public bool Reverts { get; init; }

    public bool CodeUnavailable { get; init; }

    public bool CallsUnavailable { get; init; }

    public bool HasMulticall { get; init; } = true;

    /// <summary>Answers of the token's views; null where the call fails.</summary>
    public UInt256? Balance { get; init; } = UInt256.MaxValue;

    public string? Name { get; init; } = "USDC";

    public string? Version { get; init; } = "2";

    public bool? NonceUsed { get; init; } = false;

    public List<(Address To, byte[] Data)> Calls { get; } = [];

    public List<Address> CodesAsked { get; } = [];

    public static FakeChain Of(JsonElement mock, ChainId chainId)
    {
        var hasDiag = mock.TryGetProperty("diag", out var diag);
        string? Diag(string name) => hasDiag && diag.TryGetProperty(name, out var value) ? value.ToString() : null;
        return new()
        {
            ChainId = chainId,
            Contracts = [.. mock.GetProperty("contracts").EnumerateArray().Select(contract => Address.Parse(contract.GetString()!))],
            Codes = mock.TryGetProperty("payerCode", out var codes)
                ? codes.EnumerateObject().ToDictionary(code => Address.Parse(code.Name), code => Hex.Decode(code.Value.GetString(), 100)!)
                : [],
            WalletAccepts = mock.TryGetProperty("is1271", out var accepts) && accepts.GetBoolean(),
            Reverts = mock.TryGetProperty("sim", out _),
            CodeUnavailable = mock.TryGetProperty("getCodeThrows", out _),
            NonceUsed = Diag("authState") is { } used ? bool.Parse(used) : null,
            Name = Diag("name") ?? "USDC",
            Version = Diag("version") ?? "2",
            Balance = Diag("balance") is { } balance ? UInt256.Parse(balance) : UInt256.MaxValue,
        };
    }

    public ValueTask<ReadOnlyMemory<byte>> GetCodeAsync(Address address, CancellationToken cancellationToken = default)
    {
        if (CodeUnavailable)
            throw new ChainUnavailableException("eth_getCode: no answer");
        CodesAsked.Add(address);
        ReadOnlyMemory<byte> code = Codes.TryGetValue(address, out var known) ? known : Contracts.Contains(address) ? [0x60, 0x80] : [];
        return ValueTask.FromResult(code);
    }

    public ValueTask<EvmCallResult> CallAsync(Address to, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        if (CallsUnavailable)
            throw new ChainUnavailableException("eth_call: no answer");
        Calls.Add((to, data.ToArray()));
        return ValueTask.FromResult(to == Multicall ? Batch(data) : Single(data.Span));
    }

    private EvmCallResult Batch(ReadOnlyMemory<byte> data)
    {
        if (!HasMulticall)
            return new(true, default);
        Assert.True(new AbiReader(data.Span[4..]).TryReadArray(1, out var calls, out var count));
        Assert.True(new AbiReader(data.Span[4..]).TryReadBool(0, out var requireSuccess));
        var results = new List<AbiWriter>();
        for (var i = 0; i < count; i++)
        {
            Assert.True(calls.TryReadTuple(i, out var call));
            Assert.True(call.TryReadAddress(0, out _));
            Assert.True(call.TryReadBytes(1, out var inner));
            var result = Single(inner);
            if (requireSuccess && !result.Success)
                return new(false, default, "Multicall3: call failed");
            results.Add(new AbiWriter().Add(result.Success).AddBytes(result.Data.Span));
        }
        return new(true, new AbiWriter().AddArray(results).ToArray());
    }

    private EvmCallResult Single(ReadOnlySpan<byte> data) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(data) switch
    {
        IsValidSignature => Word(new(WalletAccepts
            ? [0x16, 0x26, 0xBA, 0x7E, .. new byte[28]]
            : [0xFF, 0xFF, 0xFF, 0xFF, .. new byte[28]])),
        Eip3009.TransferSelector or Eip3009.TransferBytesSelector => Reverts ? Revert() : new(true, default),
        Eip3009.AuthorizationStateSelector => NonceUsed is { } used ? new(true, new AbiWriter().Add(used).ToArray()) : Revert(),
        0x70A08231 => Balance is { } balance ? new(true, new AbiWriter().Add(balance).ToArray()) : Revert(),
        0x06FDDE03 => Name is null ? Revert() : new(true, new AbiWriter().Add(Name).ToArray()),
        0x54FD4D50 => Version is null ? Revert() : new(true, new AbiWriter().Add(Version).ToArray()),
        _ => new(true, default),
    };

    private static EvmCallResult Word(Bytes32 word) => new(true, word.Span.ToArray());

    private static EvmCallResult Revert() => new(false, default, "execution reverted");
}
