namespace X402.Facilitator;

/// <summary>The endpoints of a facilitator that a server calls.</summary>
public enum FacilitatorEndpoint
{
    /// <summary><c>POST /verify</c>.</summary>
    Verify,

    /// <summary><c>POST /settle</c>.</summary>
    Settle,

    /// <summary><c>GET /supported</c>.</summary>
    Supported,
}
