namespace X402.Interop.Tests;

/// <summary>Whose program plays a part.</summary>
public enum Side
{
    /// <summary>This repository's.</summary>
    Ours,

    /// <summary>The reference SDK's.</summary>
    Reference,
}
