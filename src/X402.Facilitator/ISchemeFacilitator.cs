using X402.Protocol;

namespace X402.Facilitator;

/// <summary>Verifies and settles one scheme on one network.</summary>
internal interface ISchemeFacilitator
{
    string Scheme { get; }

    ChainId Network { get; }

    /// <summary>The accounts that settle.</summary>
    IReadOnlyList<string> Signers { get; }

    /// <exception cref="X402ConfigurationException">It cannot work with its set-up.</exception>
    ValueTask CheckAsync(CancellationToken cancellationToken);

    ValueTask<VerifyResponse> VerifyAsync(FacilitatorRequest request, CancellationToken cancellationToken);

    /// <summary>The token ends the waiting of this caller, not the settlement.</summary>
    ValueTask<SettleResponse> SettleAsync(FacilitatorRequest request, CancellationToken cancellationToken);

    /// <summary>Ends when no settlement runs.</summary>
    Task DrainAsync();
}
