using X402.Evm;

namespace X402.Schemes.ExactEvm;

/// <summary>Settings of <see cref="Verifier"/>.</summary>
public sealed class VerifierOptions
{
    /// <summary>
    /// The factories whose smart wallets may pay before they are deployed (ERC-6492). Empty by default: a factory call runs code of the
    /// payer's choosing at the facilitator's cost.
    /// </summary>
    public ISet<Address> AllowedFactories { get; } = new HashSet<Address>();
}
