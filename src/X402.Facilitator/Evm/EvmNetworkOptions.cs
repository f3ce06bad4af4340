using X402.Schemes.ExactEvm;

namespace X402.Facilitator;

/// <summary>How one EVM network is settled on.</summary>
public sealed class EvmNetworkOptions
{
    /// <summary>Simulate the transfer before it is broadcast, so that one that would revert costs no gas. True unless set.</summary>
    public bool SimulateBeforeSettle { get; set; } = true;

    /// <summary>How long a receipt is waited for; then the answer is <c>settlement_pending</c>. 180 s unless set.</summary>
    public TimeSpan ReceiptTimeout { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>The longest pause between two questions for a receipt; the first ones are shorter. 1 s unless set.</summary>
    public TimeSpan ReceiptPollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Wei per gas that a transaction may cost at most; null for no limit. Dearer gas refuses the settlement.</summary>
    public UInt256? MaxFeePerGas { get; set; }

    /// <summary>Gas limit of a transfer; null to ask the node for an estimate and add a quarter. An estimate above 3,000,000 is refused.</summary>
    public ulong? GasLimit { get; set; }

    /// <summary>Limits of the calls to the node.</summary>
    public EvmRpcOptions Rpc { get; } = new();

    /// <summary>Options of the verification.</summary>
    public VerifierOptions Verifier { get; } = new();

    /// <summary>Carries the calls to the node instead of the default sockets; disposed with the services.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>One line that says what to change; null when all is well.</summary>
    internal string? Problem() =>
        ReceiptTimeout <= TimeSpan.Zero ? "ReceiptTimeout must be above zero."
        : ReceiptPollInterval <= TimeSpan.Zero ? "ReceiptPollInterval must be above zero."
        : Rpc.Timeout <= TimeSpan.Zero ? "Rpc.Timeout must be above zero."
        : Rpc.MaxResponseBytes < 1024 ? "Rpc.MaxResponseBytes must be at least 1024."
        : GasLimit is < 21_000 ? "GasLimit must be at least 21000."
        : MaxFeePerGas is { IsZero: true } ? "MaxFeePerGas must be above zero."
        : null;
}
