namespace X402;

/// <summary>Stable codes, as the reference implementations spell them. Read a peer's code as opaque text.</summary>
public static class ErrorCodes
{
    /// <summary>First contact: no payment came.</summary>
    public const string PaymentRequired = "Payment required";

    /// <summary>The payment is for none of the offers.</summary>
    public const string NoMatchingRequirements = "No matching payment requirements";

    /// <summary>The echoed extensions contradict the server's.</summary>
    public const string ExtensionEchoMismatch = "extension_echo_mismatch";

    /// <summary>The payment header cannot be decoded.</summary>
    public const string InvalidPaymentSignatureHeader = "Invalid payment signature header";

    /// <summary>The header of a 402 cannot be decoded.</summary>
    public const string InvalidPaymentRequiredHeader = "Invalid payment required header";

    /// <summary>The header with the settlement cannot be decoded.</summary>
    public const string InvalidPaymentResponseHeader = "Invalid payment response header";

    /// <summary>A 402 says nothing that can be understood, neither in its header nor in its body.</summary>
    public const string InvalidPaymentRequiredResponse = "Invalid payment required response";

    /// <summary>The payment is in use by another request, or already spent.</summary>
    public const string PaymentAlreadyUsed = "payment_already_used";

    /// <summary>The request cannot be priced: it has no Host, or the price function refuses it.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>The facilitator did not answer to the verification; try the same payment again.</summary>
    public const string FacilitatorUnavailable = "facilitator_unavailable";

    /// <summary>The facilitator refused the payment and gave no reason.</summary>
    public const string InvalidPayment = "invalid_payment";

    /// <summary>Settlement failed and no reason was given.</summary>
    public const string SettlementFailed = "settlement_failed";

    /// <summary>The x402 version is not served.</summary>
    public const string InvalidX402Version = "invalid_x402_version";

    /// <summary>The scheme is not served.</summary>
    public const string UnsupportedScheme = "unsupported_scheme";

    /// <summary>The shape of <c>payload</c> is not one of the scheme.</summary>
    public const string UnsupportedPayloadType = "unsupported_payload_type";

    /// <summary>exact on EVM: another scheme.</summary>
    public const string ExactEvmScheme = "invalid_exact_evm_scheme";

    /// <summary>exact on EVM: the requirements lack the token's name or version.</summary>
    public const string ExactEvmMissingDomain = "invalid_exact_evm_missing_eip712_domain";

    /// <summary>exact on EVM: paid on another network.</summary>
    public const string ExactEvmNetworkMismatch = "invalid_exact_evm_network_mismatch";

    /// <summary>exact on EVM: the signature is not the payer's over this authorization.</summary>
    public const string ExactEvmSignature = "invalid_exact_evm_signature";

    /// <summary>exact on EVM: the signature could not be checked, since the chain did not answer; try again.</summary>
    public const string ExactEvmFailedToVerifySignature = "invalid_exact_evm_failed_to_verify_signature";

    /// <summary>exact on EVM: the undeployed wallet's factory is not in the allow-list.</summary>
    public const string Eip6492FactoryNotAllowed = "eip6492_factory_not_allowed";

    /// <summary>exact on EVM: the authorization pays somebody else.</summary>
    public const string ExactEvmRecipientMismatch = "invalid_exact_evm_recipient_mismatch";

    /// <summary>exact on EVM: expired, or about to.</summary>
    public const string ExactEvmValidBefore = "invalid_exact_evm_payload_authorization_valid_before";

    /// <summary>exact on EVM: not valid yet.</summary>
    public const string ExactEvmValidAfter = "invalid_exact_evm_payload_authorization_valid_after";

    /// <summary>exact on EVM: the amount is not the required one.</summary>
    public const string ExactEvmValueMismatch = "invalid_exact_evm_payload_authorization_value_mismatch";

    /// <summary>exact on EVM, v1: the amount is not the required one.</summary>
    public const string ExactEvmV1Value = "invalid_exact_evm_authorization_value";

    /// <summary>The asset's address has no code.</summary>
    public const string AssetNotDeployed = "asset_not_deployed_contract";

    /// <summary>exact on EVM: the token has no EIP-3009.</summary>
    public const string ExactEvmEip3009NotSupported = "invalid_exact_evm_eip3009_not_supported";

    /// <summary>exact on EVM: the authorization was used or cancelled.</summary>
    public const string ExactEvmNonceUsed = "invalid_exact_evm_nonce_already_used";

    /// <summary>exact on EVM: the token's name is not the required one.</summary>
    public const string ExactEvmTokenNameMismatch = "invalid_exact_evm_token_name_mismatch";

    /// <summary>exact on EVM: the token's version is not the required one.</summary>
    public const string ExactEvmTokenVersionMismatch = "invalid_exact_evm_token_version_mismatch";

    /// <summary>exact on EVM: the payer has too little.</summary>
    public const string ExactEvmInsufficientBalance = "invalid_exact_evm_insufficient_balance";

    /// <summary>exact on EVM: the transfer would revert.</summary>
    public const string ExactEvmSimulationFailed = "invalid_exact_evm_transaction_simulation_failed";

    /// <summary>exact on EVM: the transaction was refused or reverted.</summary>
    public const string ExactEvmTransactionFailed = "invalid_exact_evm_transaction_failed";

    /// <summary>exact on EVM: mined, but the token logged no such transfer.</summary>
    public const string ExactEvmTransferEventMismatch = "invalid_exact_evm_transfer_event_mismatch";

    /// <summary>exact on EVM: the facilitator's gas wallet is dry. Not the buyer's fault.</summary>
    public const string ExactEvmRelayerInsufficientFunds = "invalid_exact_evm_relayer_insufficient_funds";

    /// <summary>Broadcast, outcome unknown: ask again with the same payment, never pay anew.</summary>
    public const string SettlementPending = "settlement_pending";
}
