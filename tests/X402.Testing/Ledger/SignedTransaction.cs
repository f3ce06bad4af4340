using X402.Evm;

namespace X402.Testing.Ledger;

/// <summary>A transaction whose sender has been recovered. Fees are wei for each gas; those of a legacy transaction are both its gas price.</summary>
internal sealed record SignedTransaction
{
    public required byte Type { get; init; }

    public required Bytes32 Hash { get; init; }

    public required Address Sender { get; init; }

    public required ulong ChainId { get; init; }

    public required ulong Nonce { get; init; }

    public required ulong PriorityFee { get; init; }

    public required ulong MaxFee { get; init; }

    public required ulong GasLimit { get; init; }

    public required Address To { get; init; }

    public required UInt256 Value { get; init; }

    public required byte[] Data { get; init; }

    /// <summary>As it travels: 0 or 1 in type 2, 35 and more in legacy transactions (EIP-155).</summary>
    public required ulong V { get; init; }

    public required UInt256 R { get; init; }

    public required UInt256 S { get; init; }

    /// <summary>Wei that the sender must hold: value and the whole gas limit at the highest price.</summary>
    public UInt256 UpfrontCost
    {
        get
        {
            UInt256 gas = new((UInt128)GasLimit * MaxFee);
            return Value > UInt256.MaxValue - gas ? UInt256.MaxValue : Value + gas;
        }
    }

    /// <summary>Wei for each gas in a block with this base fee.</summary>
    public ulong EffectiveGasPrice(ulong baseFee) => MaxFee - baseFee < PriorityFee ? MaxFee : baseFee + PriorityFee;
}
