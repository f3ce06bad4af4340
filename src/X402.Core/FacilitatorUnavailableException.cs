namespace X402;

/// <summary>A facilitator did not answer, or its answer could not be understood. Says nothing about the payment.</summary>
public sealed class FacilitatorUnavailableException : Exception
{
    /// <summary>With a text that names the operation and the failure.</summary>
    public FacilitatorUnavailableException(string message) : base(message)
    {
    }

    /// <summary>With the cause.</summary>
    public FacilitatorUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Without a text.</summary>
    public FacilitatorUnavailableException() : base("The facilitator did not answer.")
    {
    }
}
