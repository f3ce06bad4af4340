using X402.Evm;
using X402.Testing.Ledger;

namespace X402.Testing.Contracts;

/// <summary>A contract written in C#: it has an address and something at <c>eth_getCode</c>, but no bytecode runs.</summary>
internal abstract class NativeContract(Address address, string label)
{
    private const byte InvalidOpcode = 0xfe;

    public Address Address { get; } = address;

    /// <summary>The invalid opcode and a label: a node that took this for real code would fail and not do something else.</summary>
    public byte[] Code { get; } = [InvalidOpcode, .. System.Text.Encoding.ASCII.GetBytes(label)];

    /// <summary>Runs calldata.</summary>
    /// <exception cref="RevertException">It reverts.</exception>
    public abstract byte[] Call(Execution run, Address sender, ReadOnlySpan<byte> data);
}
