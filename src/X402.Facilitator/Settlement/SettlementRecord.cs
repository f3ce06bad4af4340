using X402.Evm;
using X402.Protocol;
using X402.Schemes;

namespace X402.Facilitator;

/// <summary>A settlement that was about to be broadcast, was, or is done.</summary>
/// <param name="Key">Whose settlement.</param>
/// <param name="Binding">SHA-256 over the authorization, its signature and what was required: another request for the same key is not this one.</param>
/// <param name="Network">The chain.</param>
/// <param name="Payer">Who pays.</param>
/// <param name="Transaction">Hash of the transaction, known before the node sees it.</param>
/// <param name="RawTransaction">Its signed bytes: sending them twice moves money once.</param>
/// <param name="ValidUntil">After this the payment can no longer settle.</param>
/// <param name="Outcome">How it ended; null while that is unknown.</param>
public sealed record SettlementRecord(
    PaymentKey Key, Bytes32 Binding, ChainId Network, string Payer, Bytes32 Transaction, ReadOnlyMemory<byte> RawTransaction, DateTimeOffset ValidUntil,
    SettleResponse? Outcome = null);
