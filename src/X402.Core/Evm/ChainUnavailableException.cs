namespace X402.Evm;

/// <summary>A chain could not be asked: its endpoint did not answer, or answered rubbish. Says nothing about the payment.</summary>
public sealed class ChainUnavailableException : Exception
{
    /// <summary>With a text that names the method and the failure, never the endpoint's credentials.</summary>
    public ChainUnavailableException(string message) : base(message)
    {
    }

    /// <summary>With the cause.</summary>
    public ChainUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Without a text.</summary>
    public ChainUnavailableException() : base("The chain could not be asked.")
    {
    }
}
