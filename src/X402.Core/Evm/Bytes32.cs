using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace X402.Evm;

/// <summary>32 bytes: a hash, a nonce, a storage word. Text is <c>0x</c> and 64 hex digits.</summary>
public readonly struct Bytes32 : IEquatable<Bytes32>
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    private readonly Buffer _bytes;

    /// <summary>Copies 32 bytes.</summary>
    /// <exception cref="ArgumentException">The span is not 32 bytes long.</exception>
    public Bytes32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException("32 bytes are needed.", nameof(bytes));
        bytes.CopyTo(_bytes);
    }

    /// <summary>The bytes, in the order of the text.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>Whether every byte is 0.</summary>
    public bool IsZero => !Span.ContainsAnyExcept((byte)0);

    /// <summary>Reads <c>0x</c> and 64 hex digits of either case; anything else gives false.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Bytes32 value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var good = Hex.TryDecode(text, bytes, out var written) && written == Size;
        value = good ? new(bytes) : default;
        return good;
    }

    /// <summary>Reads <c>0x</c> and 64 hex digits.</summary>
    /// <exception cref="FormatException">The text is not that.</exception>
    public static Bytes32 Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException("0x and 64 hex digits are needed.");

    /// <summary><c>0x</c> and 64 lower-case hex digits.</summary>
    public override string ToString() => Hex.Encode(Span);

    /// <inheritdoc/>
    public bool Equals(Bytes32 other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Bytes32 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => MemoryMarshal.Read<int>(Span[28..]) ^ MemoryMarshal.Read<int>(Span);

    /// <summary>Equality.</summary>
    public static bool operator ==(Bytes32 left, Bytes32 right) => left.Equals(right);

    /// <summary>Inequality.</summary>
    public static bool operator !=(Bytes32 left, Bytes32 right) => !left.Equals(right);

    [InlineArray(Size)]
    private struct Buffer
    {
        private byte _first;
    }
}
