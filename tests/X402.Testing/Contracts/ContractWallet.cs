using X402.Evm;
using X402.Testing.Ledger;

namespace X402.Testing.Contracts;

/// <summary>A wallet of one owner that answers EIP-1271 for signatures of 65 bytes.</summary>
internal sealed class ContractWallet(Address address, Address owner) : NativeContract(address, "DevChain: wallet (EIP-1271)")
{
    private static readonly uint IsValidSignature = Abi.Selector("isValidSignature(bytes32,bytes)");

    public override byte[] Call(Execution run, Address sender, ReadOnlySpan<byte> data)
    {
        if (!AbiInput.TryRead(data, out var selector, out var arguments) || selector != IsValidSignature)
            throw new RevertException();
        var good = EcRecover.TryRecover(arguments.Word32(0), arguments.Bytes(1), out var signer, out _) && signer == owner;
        byte[] answer = new byte[32];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(answer, good ? IsValidSignature : uint.MaxValue);
        return answer;
    }
}
