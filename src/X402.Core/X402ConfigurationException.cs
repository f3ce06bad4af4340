namespace X402;

/// <summary>The set-up is wrong. The message is one line that says what to change. Thrown at start, not at the first request.</summary>
public sealed class X402ConfigurationException : Exception
{
    /// <summary>With one line that says what to change.</summary>
    public X402ConfigurationException(string message) : base(message)
    {
    }

    /// <summary>With the cause.</summary>
    public X402ConfigurationException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Without a text.</summary>
    public X402ConfigurationException() : base("The x402 set-up is wrong.")
    {
    }

    /// <summary>Type and message in one line, without a stack: a host that dies of a wrong set-up prints this, and the mend is in the message.</summary>
    public override string ToString() => $"{GetType().FullName}: {Message}";
}
