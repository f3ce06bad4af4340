using X402.Evm;
using X402.Testing.Contracts;
using X402.Testing.Ledger;
using X402.Testing.Rpc;

namespace X402.Testing;

/// <summary>
/// An EVM chain in this process, for tests and first steps: JSON-RPC, signed transactions, blocks, receipts and logs, and a token with the
/// rules and revert texts of USDC (EIP-20, EIP-712, EIP-2612, EIP-3009), beside Multicall3 and EIP-1271 wallets. It is a ledger and no EVM:
/// contracts are C# and no bytecode runs. A transaction is mined as it comes, each in a block of its own.
/// </summary>
/// <example><code>
/// await using var chain = await DevChain.StartAsync();
/// chain.Mint(DevAccounts.Buyer.Address, 1_000_000);   // 1 USDC
/// // … give chain.RpcUrl to a facilitator
/// </code></example>
public sealed class DevChain : IAsyncDisposable
{
    private readonly DevLedger _ledger;
    private readonly Faults _faults = new();
    private readonly RpcDispatcher _dispatcher;
    private readonly int _maxRequestBytes;
    private RpcListener? _listener;

    private DevChain(DevChainOptions options)
    {
        if (!options.Network.IsEvm)
            throw new ArgumentException("DevChain is an EVM chain: its network is eip155:<number>.", nameof(options));
        (Network, Usdc, _maxRequestBytes) = (options.Network, options.Usdc, options.MaxRequestBytes);
        Asset = new(Network, Usdc.ToString(), options.TokenSymbol, options.TokenDecimals, options.TokenName, options.TokenVersion);
        FiatToken token = new(ChainId, Usdc, options.TokenName, options.TokenVersion, options.TokenSymbol, options.TokenDecimals);
        _ledger = new(ChainId, options.Time, token, new Multicall3());
        foreach (var account in DevAccounts.All)
            Fund(account.Address, options.InitialWei);
        _dispatcher = new(new RpcMethods(_ledger, _faults), _faults);
    }

    /// <summary>The chain as CAIP-2.</summary>
    public ChainId Network { get; }

    /// <summary>The EIP-155 chain id.</summary>
    public ulong ChainId => Network.EvmChainId;

    /// <summary>The token's contract.</summary>
    public Address Usdc { get; }

    /// <summary>The token with its EIP-712 domain.</summary>
    public Asset Asset { get; }

    /// <summary>The JSON-RPC endpoint, <c>http://127.0.0.1:PORT</c>.</summary>
    public Uri RpcUrl => _listener!.Url;

    /// <summary>Number of the last block.</summary>
    public ulong BlockNumber => _ledger.Latest.Number;

    /// <summary>Time of the last block.</summary>
    public DateTimeOffset BlockTime => DateTimeOffset.FromUnixTimeSeconds((long)_ledger.Latest.Timestamp);

    /// <summary>Starts a chain that nobody else sees.</summary>
    public static async Task<DevChain> StartAsync(Action<DevChainOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        DevChainOptions options = new();
        configure?.Invoke(options);
        DevChain chain = new(options);
        chain._listener = await RpcListener.StartAsync(chain._dispatcher, options, cancellationToken).ConfigureAwait(false);
        return chain;
    }

    /// <summary>The endpoint without a socket, for an <see cref="HttpClient"/> of a test; any URL will do.</summary>
    public HttpMessageHandler CreateHandler() => new RpcHandler(_dispatcher, _maxRequestBytes);

    /// <summary>Makes tokens out of nothing, in atomic units; outside of any transaction, so without a log.</summary>
    public void Mint(Address to, UInt256 value) => _ledger.Edit(state => state.With(Usdc, state.Token(Usdc).Mint(to, value)));

    /// <summary>Makes wei out of nothing.</summary>
    public void Fund(Address to, UInt256 wei) =>
        _ledger.Edit(state => state.With(to, state.Account(to) with { Wei = state.Account(to).Wei + wei }));

    /// <summary>Tokens of an account, in atomic units.</summary>
    public UInt256 BalanceOf(Address owner) => _ledger.Latest.State.Token(Usdc).BalanceOf(owner);

    /// <summary>Wei of an account.</summary>
    public UInt256 WeiOf(Address owner) => _ledger.Latest.State.Account(owner).Wei;

    /// <summary>All tokens, in atomic units.</summary>
    public UInt256 TotalSupply => _ledger.Latest.State.Token(Usdc).TotalSupply;

    /// <summary>Whether an EIP-3009 authorization is used or canceled.</summary>
    public bool IsAuthorizationUsed(Address authorizer, Bytes32 nonce) =>
        _ledger.Latest.State.Token(Usdc).UsedAuthorizations.Contains((authorizer, nonce));

    /// <summary>Puts a contract wallet of one owner at an address: from now on its signatures count by EIP-1271.</summary>
    public void DeployWallet(Address wallet, Address owner) => _ledger.AddContract(new ContractWallet(wallet, owner));

    /// <summary>Sets the time of the next block.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is before the last block.</exception>
    public void SetNextBlockTime(DateTimeOffset time) => _ledger.SetNextTime((ulong)time.ToUnixTimeSeconds());

    /// <summary>Mines the transactions that wait; one empty block when none does.</summary>
    public void Mine() => _ledger.Mine();

    /// <summary>Transactions wait in the pool until what this returns is disposed, or until <see cref="Mine"/>.</summary>
    public IDisposable PauseMining()
    {
        _ledger.PauseMining();
        return new Release(_ledger.ResumeMining);
    }

    /// <summary>Transactions are mined, but <c>eth_getTransactionReceipt</c> knows of none until what this returns is disposed: a node behind.</summary>
    public IDisposable HoldReceipts()
    {
        _faults.HoldReceipts();
        return new Release(_faults.ReleaseReceipts);
    }

    /// <summary>The next request for a JSON-RPC method is answered with an error and not run.</summary>
    public void FailNext(string method, string message = "internal error", int code = RpcException.InternalError) =>
        _faults.FailNext(method, new(code, message));

    /// <summary>The next request for a JSON-RPC method is run, but the connection breaks before the answer: the outcome is unknown.</summary>
    public void DropNextResponse(string method = "eth_sendRawTransaction") => _faults.DropNext(method);

    /// <summary>How often a JSON-RPC method has been asked.</summary>
    public int RequestCount(string method) => _faults.Asked(method);

    /// <summary>Stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_listener is not null)
            await _listener.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class Release(Action release) : IDisposable
    {
        private Action? _release = release;

        public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
    }
}
