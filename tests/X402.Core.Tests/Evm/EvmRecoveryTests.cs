using X402.Evm;

namespace X402.Core.Tests.Evm;

public sealed class EvmRecoveryTests
{
    private static readonly EvmSigner Signer = EvmSigner.CreateRandom();
    private static readonly Bytes32 Digest = Eip191.HashMessage("hello");

    [Theory]
    [InlineData(0)]
    [InlineData(27)]
    public async Task TryRecover_takes_v_in_both_spellings(int offset)
    {
        var signature = await SignAsync();
        signature[64] = (byte)(signature[64] - 27 + offset);

        Assert.True(EvmRecovery.TryRecover(Digest, signature, out var address));
        Assert.Equal(Signer.Address, address);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(26)]
    [InlineData(29)]
    [InlineData(35)]
    [InlineData(255)]
    public async Task TryRecover_with_another_v_fails(byte v)
    {
        var signature = await SignAsync();
        signature[64] = v;

        Assert.False(EvmRecovery.TryRecover(Digest, signature, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(66)]
    public async Task TryRecover_of_another_length_fails(int length)
    {
        var signature = await SignAsync();
        Array.Resize(ref signature, length);

        Assert.False(EvmRecovery.TryRecover(Digest, signature, out _));
    }

    [Fact]
    public void TryRecover_of_zeros_fails() => Assert.False(EvmRecovery.TryRecover(Digest, new byte[65], out _));

    private static async Task<byte[]> SignAsync() => (await Signer.SignAsync(Digest, TestContext.Current.CancellationToken)).ToArray();
}
