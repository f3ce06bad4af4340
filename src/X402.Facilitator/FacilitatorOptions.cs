namespace X402.Facilitator;

/// <summary>The facilitator's HTTP API.</summary>
public sealed class FacilitatorOptions
{
    /// <summary>
    /// Keys that open <c>/verify</c> and <c>/settle</c> as <c>Authorization: Bearer …</c>; none leaves them open to everybody, who can then
    /// spend the signer's gas. At least 16 characters each, printable ASCII without spaces.
    /// </summary>
    public IList<string> ApiKeys { get; } = [];

    /// <summary>Bytes of the longest request body. 64 KiB unless set.</summary>
    public int MaxRequestBytes { get; set; } = 64 * 1024;

    /// <summary>Set where keys come from configuration: outside Development a well-known one is a mistake.</summary>
    internal bool RefuseTestKeys { get; set; }

    /// <summary>One line that says what to change; null when all is well.</summary>
    internal string? Problem() =>
        ApiKeys.Any(key => key is null || key.Length < 16 || !HttpFacilitatorOptions.IsHeaderText(key))
            ? "An API key of the facilitator must have at least 16 characters, printable ASCII without spaces."
        : MaxRequestBytes < 4096 ? "MaxRequestBytes of the facilitator must be at least 4096."
        : null;
}
