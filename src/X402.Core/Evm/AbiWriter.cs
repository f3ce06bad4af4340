using System.Buffers.Binary;
using System.Text;

namespace X402.Evm;

/// <summary>
/// Writes one ABI tuple: the arguments of a call, or a nested tuple. Members are added in the order of the signature; dynamic ones go to the
/// tail by themselves.
/// </summary>
public sealed class AbiWriter
{
    private readonly List<(byte[] Data, bool IsDynamic)> _members = [];
    private readonly uint? _selector;

    /// <summary>A tuple without a selector: return data, a nested tuple, constructor arguments.</summary>
    public AbiWriter()
    {
    }

    /// <summary>The arguments of a call of the function with this <see cref="Abi.Selector"/>.</summary>
    public AbiWriter(uint selector) => _selector = selector;

    /// <summary>Adds an <c>address</c>.</summary>
    public AbiWriter Add(Address value)
    {
        var word = new byte[Abi.WordSize];
        value.Span.CopyTo(word.AsSpan(12));
        return Member(word, false);
    }

    /// <summary>Adds a <c>uint</c> of any width.</summary>
    public AbiWriter Add(UInt256 value)
    {
        var word = new byte[Abi.WordSize];
        value.WriteBigEndian(word);
        return Member(word, false);
    }

    /// <summary>Adds a <c>bytes32</c>.</summary>
    public AbiWriter Add(Bytes32 value) => Member(value.Span.ToArray(), false);

    /// <summary>Adds a <c>bool</c>.</summary>
    public AbiWriter Add(bool value) => Add(UInt256.FromUInt64(value ? 1UL : 0));

    /// <summary>Adds a <c>string</c>, in UTF-8.</summary>
    public AbiWriter Add(string value) => AddBytes(Encoding.UTF8.GetBytes(value));

    /// <summary>Adds <c>bytes</c>.</summary>
    public AbiWriter AddBytes(ReadOnlySpan<byte> value)
    {
        var data = new byte[Abi.WordSize + Abi.Padded(value.Length)];
        WriteLength(data, value.Length);
        value.CopyTo(data.AsSpan(Abi.WordSize));
        return Member(data, true);
    }

    /// <summary>Adds a nested tuple; it is dynamic when one of its members is.</summary>
    public AbiWriter AddTuple(AbiWriter tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        return Member(tuple.Body(), tuple.IsDynamic);
    }

    /// <summary>Adds an array of tuples of one type.</summary>
    public AbiWriter AddArray(IReadOnlyList<AbiWriter> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var body = new AbiWriter();
        foreach (var element in elements)
            body.AddTuple(element);
        var inner = body.Body();
        var data = new byte[Abi.WordSize + inner.Length];
        WriteLength(data, elements.Count);
        inner.CopyTo(data, Abi.WordSize);
        return Member(data, true);
    }

    /// <summary>The selector, if any, and the encoded members.</summary>
    public byte[] ToArray()
    {
        var body = Body();
        if (_selector is not { } selector)
            return body;
        var call = new byte[4 + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(call, selector);
        body.CopyTo(call, 4);
        return call;
    }

    private bool IsDynamic => _members.Exists(member => member.IsDynamic);

    private AbiWriter Member(byte[] data, bool isDynamic)
    {
        _members.Add((data, isDynamic));
        return this;
    }

    private byte[] Body()
    {
        var head = _members.Sum(member => member.IsDynamic ? Abi.WordSize : member.Data.Length);
        var body = new byte[head + _members.Sum(member => member.IsDynamic ? member.Data.Length : 0)];
        var (at, tail) = (0, head);
        foreach (var (data, isDynamic) in _members)
        {
            data.CopyTo(body, isDynamic ? tail : at);
            if (isDynamic)
            {
                WriteLength(body.AsSpan(at), tail);
                tail += data.Length;
            }
            at += isDynamic ? Abi.WordSize : data.Length;
        }
        return body;
    }

    private static void WriteLength(Span<byte> word, int length) => BinaryPrimitives.WriteInt32BigEndian(word[28..], length);
}
