using System.Diagnostics;
using System.Security.Cryptography;
using X402.Cryptography;
using X402.Evm;
using X402.Protocol;
using X402.Schemes;

namespace X402;

/// <summary>
/// An EVM account that signs: payments of <c>exact</c>, transactions, texts. The key never leaves it; <see cref="ToString"/> is the address.
/// </summary>
[DebuggerDisplay("{Address}")]
public sealed class EvmSigner : IPaymentSigner
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly Func<Bytes32, CancellationToken, ValueTask<EvmSignature>> _sign;

    private readonly Schemes.ExactEvm.Signer _exact;

    private EvmSigner(Address address, Func<Bytes32, CancellationToken, ValueTask<EvmSignature>> sign)
    {
        Address = address;
        _sign = sign;
        _exact = new(this);
    }

    /// <summary>The account.</summary>
    public Address Address { get; }

    /// <summary>From 32 bytes in hex, with or without <c>0x</c>.</summary>
    /// <exception cref="ArgumentException">The text is not a private key of secp256k1. The message does not repeat it.</exception>
    public static EvmSigner FromPrivateKey(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        Span<byte> key = stackalloc byte[32];
        var digits = hex.StartsWith("0x", StringComparison.Ordinal) ? hex.AsSpan(2) : hex;
        try
        {
            if (digits.Length != 64 || Convert.FromHexString(digits, key, out _, out _) != System.Buffers.OperationStatus.Done)
                throw new ArgumentException("A private key is 64 hex digits, with or without 0x.", nameof(hex));
            return FromPrivateKey(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>From 32 bytes, big endian; they are copied.</summary>
    /// <exception cref="ArgumentException">The bytes are not a private key of secp256k1.</exception>
    public static EvmSigner FromPrivateKey(ReadOnlySpan<byte> privateKey)
    {
        if (privateKey.Length != 32 || !Secp256k1.IsValidPrivateKey(privateKey))
            throw new ArgumentException("A private key is 32 bytes, a number from 1 to the order of secp256k1 less 1.", nameof(privateKey));
        Span<byte> publicKey = stackalloc byte[64];
        Secp256k1.PublicKey(privateKey, publicKey);
        var key = privateKey.ToArray();
        return new(Address.FromPublicKey(publicKey), (digest, _) => ValueTask.FromResult(Sign(digest, key)));
    }

    /// <summary>From an environment variable that holds a private key in hex.</summary>
    /// <exception cref="X402ConfigurationException">The variable is not set, or holds no private key; the message names the variable.</exception>
    public static EvmSigner FromEnvironment(string variable)
    {
        var text = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrWhiteSpace(text))
            throw new X402ConfigurationException($"Set the environment variable {variable} to a private key (64 hex digits).");
        try
        {
            return FromPrivateKey(text.Trim());
        }
        catch (ArgumentException)
        {
            throw new X402ConfigurationException($"The environment variable {variable} does not hold a private key (64 hex digits).");
        }
    }

    /// <summary>
    /// From a key that lives elsewhere: a KMS, a hardware wallet. Its s may be high, and its V is ignored: both are computed anew by
    /// recovery. <see cref="EvmSignature.TryFromDer"/> reads what most KMS return.
    /// Signing throws <see cref="InvalidOperationException"/> when the signature is not of <paramref name="address"/>.
    /// </summary>
    public static EvmSigner FromDelegate(Address address, Func<Bytes32, CancellationToken, ValueTask<EvmSignature>> sign)
    {
        ArgumentNullException.ThrowIfNull(sign);
        return new(address, async (digest, cancellationToken) =>
        {
            var (r, s, _) = await sign(digest, cancellationToken).ConfigureAwait(false);
            return EvmRecovery.Normalize(digest, r, s, address)
                ?? throw new InvalidOperationException($"The signing delegate returned a signature that is not one of {address}.");
        });
    }

    /// <summary>A new key that exists in this object only: for tests, and for accounts that need not outlive the process.</summary>
    public static EvmSigner CreateRandom()
    {
        Span<byte> key = stackalloc byte[32];
        do
            RandomNumberGenerator.Fill(key);
        while (!Secp256k1.IsValidPrivateKey(key));
        var signer = FromPrivateKey(key);
        CryptographicOperations.ZeroMemory(key);
        return signer;
    }

    /// <summary>Signs a 32-byte digest as it is: low s, v 27 or 28.</summary>
    public ValueTask<EvmSignature> SignAsync(Bytes32 digest, CancellationToken cancellationToken = default) => _sign(digest, cancellationToken);

    /// <inheritdoc/>
    public bool CanSign(PaymentRequirements requirements) => _exact.CanSign(requirements);

    /// <inheritdoc/>
    public ValueTask<SignedPayment> SignAsync(SignPaymentRequest request, CancellationToken cancellationToken = default) =>
        _exact.SignAsync(request, cancellationToken);

    /// <summary>The address.</summary>
    public override string ToString() => Address.ToString();

    private static EvmSignature Sign(Bytes32 digest, byte[] key)
    {
        Span<byte> signature = stackalloc byte[64];
        var recoveryId = Secp256k1.Sign(digest.Span, key, signature);
        return new(new(signature[..32]), new(signature[32..]), (byte)(27 + (recoveryId & 1)));
    }
}
