namespace X402.Evm;

/// <summary>ERC-6492: a signature of a smart wallet that may not be deployed yet, wrapped with the call that deploys it.</summary>
public static class Erc6492
{
    private static ReadOnlySpan<byte> Magic =>
    [
        0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92,
        0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92,
    ];

    /// <summary>Whether the signature ends with the standard's magic bytes.</summary>
    public static bool IsWrapped(ReadOnlySpan<byte> signature) => signature.EndsWith(Magic);

    /// <summary>Reads the parts, as slices of the signature. False when it is not wrapped, or the wrapper is malformed.</summary>
    public static bool TryUnwrap(
        ReadOnlySpan<byte> signature, out Address factory, out ReadOnlySpan<byte> factoryCall, out ReadOnlySpan<byte> innerSignature)
    {
        factory = default;
        factoryCall = innerSignature = default;
        if (!IsWrapped(signature))
            return false;
        var wrapper = new AbiReader(signature[..^Magic.Length]);
        return wrapper.TryReadAddress(0, out factory) && wrapper.TryReadBytes(1, out factoryCall) && wrapper.TryReadBytes(2, out innerSignature);
    }
}
