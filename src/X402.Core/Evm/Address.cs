using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using X402.Cryptography;

namespace X402.Evm;

/// <summary>A 20-byte account or contract address. Text is EIP-55 when written.</summary>
public readonly struct Address : IEquatable<Address>
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 20;

    private readonly Buffer _bytes;

    /// <summary>Copies 20 bytes.</summary>
    /// <exception cref="ArgumentException">The span is not 20 bytes long.</exception>
    public Address(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException("20 bytes are needed.", nameof(bytes));
        bytes.CopyTo(_bytes);
    }

    /// <summary>The zero address.</summary>
    public static Address Zero => default;

    /// <summary>The bytes, in the order of the text.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>Whether every byte is 0.</summary>
    public bool IsZero => !Span.ContainsAnyExcept((byte)0);

    /// <summary>The address of an uncompressed public key (x‖y, 64 bytes): the last 20 bytes of its Keccak-256.</summary>
    public static Address FromPublicKey(ReadOnlySpan<byte> publicKey64)
    {
        Span<byte> hash = stackalloc byte[32];
        Keccak256.HashData(publicKey64, hash);
        return new(hash[12..]);
    }

    /// <summary>
    /// Reads <c>0x</c> and 40 hex digits. All lower or all upper case is taken as it is; mixed case must be a valid EIP-55 checksum.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Address address)
    {
        address = default;
        Span<byte> bytes = stackalloc byte[Size];
        if (!Hex.TryDecode(text, bytes, out var written) || written != Size)
            return false;
        address = new(bytes);
        var digits = text.AsSpan(2);
        var mixed = digits.ContainsAnyInRange('a', 'f') && digits.ContainsAnyInRange('A', 'F');
        if (!mixed)
            return true;
        Span<char> checksummed = stackalloc char[42];
        address.Format(checksummed);
        return checksummed[2..].SequenceEqual(digits);
    }

    /// <summary>Reads an address; see <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">The text is not an address, or its EIP-55 checksum is wrong.</exception>
    public static Address Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not an address (0x and 40 hex digits, EIP-55 when of mixed case).");

    /// <summary>The EIP-55 text.</summary>
    public override string ToString() => string.Create(42, this, static (span, self) => self.Format(span));

    private void Format(Span<char> destination)
    {
        destination[0] = '0';
        destination[1] = 'x';
        Convert.TryToHexStringLower(Span, destination[2..], out _);
        Span<byte> ascii = stackalloc byte[40];
        for (var i = 0; i < 40; i++)
            ascii[i] = (byte)destination[2 + i];
        Span<byte> hash = stackalloc byte[32];
        Keccak256.HashData(ascii, hash);
        for (var i = 0; i < 40; i++)
        {
            var nibble = i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 15;
            if (nibble >= 8)
                destination[2 + i] = char.ToUpperInvariant(destination[2 + i]);
        }
    }

    /// <inheritdoc/>
    public bool Equals(Address other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Address other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => MemoryMarshal.Read<int>(Span[16..]) ^ MemoryMarshal.Read<int>(Span);

    /// <summary>Equality.</summary>
    public static bool operator ==(Address left, Address right) => left.Equals(right);

    /// <summary>Inequality.</summary>
    public static bool operator !=(Address left, Address right) => !left.Equals(right);

    [InlineArray(Size)]
    private struct Buffer
    {
        private byte _first;
    }
}
