using X402.Evm;
using X402.Testing;

namespace X402.Core.Tests.Evm;

public sealed class EvmSignatureDerTests
{
    private static readonly string Ones = string.Concat(Enumerable.Repeat("11", 32));
    private static readonly string High = string.Concat(Enumerable.Repeat("ff", 32));

    [Theory]
    [InlineData("3006020101020102", "01", "02")]
    [InlineData("30080202008002020081", "80", "81")]
    [InlineData("3007020201ff020102", "01ff", "02")]
    public void Short_numbers_are_read(string der, string r, string s)
    {
        Assert.True(EvmSignature.TryFromDer(Convert.FromHexString(der), out var signature));
        Assert.Equal((r.PadLeft(64, '0'), s.PadLeft(64, '0'), 0), (Convert.ToHexStringLower(signature.R.Span), Convert.ToHexStringLower(signature.S.Span), signature.V));
    }

    [Fact]
    public void Longest_numbers_are_read()
    {
        Assert.True(EvmSignature.TryFromDer(Convert.FromHexString($"3045022100{High}0220{Ones}"), out var signature));
        Assert.Equal((High, Ones), (Convert.ToHexStringLower(signature.R.Span), Convert.ToHexStringLower(signature.S.Span)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3000")]
    [InlineData("3106020101020102")]
    [InlineData("3007020101020102")]
    [InlineData("300602010102010200")]
    [InlineData("300702010102010200")]
    [InlineData("308106020101020102")]
    [InlineData("3080020101020102")]
    [InlineData("3006020100020102")]
    [InlineData("3006020181020102")]
    [InlineData("300702020001020102")]
    [InlineData("30050200020102")]
    [InlineData("3006030101020102")]
    [InlineData("3006020101030102")]
    [InlineData("3006020101027f02")]
    [InlineData("3003020101")]
    public void Anything_else_is_refused(string der) => Assert.False(EvmSignature.TryFromDer(Convert.FromHexString(der), out _));

    [Fact]
    public void Number_above_32_bytes_is_refused() => Assert.False(EvmSignature.TryFromDer(Convert.FromHexString($"30260221{"01"}{Ones}020102"), out _));

    [Fact]
    public async Task Signature_of_a_kms_signs_for_its_account()
    {
        var account = DevAccounts.All[0];
        var key = EvmSigner.FromPrivateKey(account.PrivateKey);
        var digest = Eip191.HashMessage("hello");
        var expected = await key.SignAsync(digest, TestContext.Current.CancellationToken);
        var kms = EvmSigner.FromDelegate(account.Address, async (hash, cancellationToken) =>
        {
            var (r, s, _) = await key.SignAsync(hash, cancellationToken);
            return EvmSignature.TryFromDer(ToDer(r, s), out var signature) ? signature : throw new InvalidOperationException("not DER");
        });

        Assert.Equal(expected, await kms.SignAsync(digest, TestContext.Current.CancellationToken));
    }

    private static byte[] ToDer(Bytes32 r, Bytes32 s)
    {
        byte[] body = [.. Integer(r), .. Integer(s)];
        return [0x30, (byte)body.Length, .. body];
    }

    private static byte[] Integer(Bytes32 value)
    {
        var digits = value.Span.TrimStart((byte)0).ToArray();
        digits = digits[0] >= 0x80 ? [0, .. digits] : digits;
        return [0x02, (byte)digits.Length, .. digits];
    }
}
