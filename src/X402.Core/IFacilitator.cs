using X402.Protocol;

namespace X402;

/// <summary>
/// Verifies and settles payments: a remote service, or one in this process. A refused payment is an answer;
/// <see cref="FacilitatorUnavailableException"/> is a broken dependency.
/// </summary>
public interface IFacilitator
{
    /// <summary>Would this payment settle now? Moves nothing.</summary>
    /// <exception cref="FacilitatorUnavailableException">No answer, or none that can be understood.</exception>
    ValueTask<VerifyResponse> VerifyAsync(FacilitatorRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves the money, after verifying again. An unknown outcome is an answer with <see cref="SettleResponse.IsPending"/>; asking again
    /// with the same request joins the earlier attempt.
    /// </summary>
    /// <exception cref="FacilitatorUnavailableException">No answer: the outcome is unknown, never "not settled".</exception>
    ValueTask<SettleResponse> SettleAsync(FacilitatorRequest request, CancellationToken cancellationToken = default);

    /// <summary>What it serves.</summary>
    /// <exception cref="FacilitatorUnavailableException">No answer, or none that can be understood.</exception>
    ValueTask<SupportedResponse> GetSupportedAsync(CancellationToken cancellationToken = default);
}
