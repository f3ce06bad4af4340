using System.Diagnostics;
using System.Reflection;
using X402.Evm;
using X402.Testing;

namespace X402.Core.Tests;

public sealed class EvmSignerTests
{
    private static readonly DevAccount Account = DevAccounts.All[0];
    private static readonly Bytes32 Digest = Eip191.HashMessage("hello");
    private static readonly UInt256 Order =
        UInt256.FromBigEndian(Convert.FromHexString("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141"));

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    public void FromPrivateKey_takes_hex_with_and_without_prefix(string prefix) =>
        Assert.Equal(Account.Address, EvmSigner.FromPrivateKey(prefix + Account.PrivateKey[2..]).Address);

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff8")]
    [InlineData("0xzc0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141")]
    public void FromPrivateKey_of_something_else_is_refused_without_repeating_it(string text)
    {
        var error = Assert.Throws<ArgumentException>(() => EvmSigner.FromPrivateKey(text));

        if (text.Length > 10)
            Assert.DoesNotContain(text[2..], error.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void FromEnvironment_without_the_variable_names_it()
    {
        var error = Assert.Throws<X402ConfigurationException>(() => EvmSigner.FromEnvironment("X402_TESTS_NO_SUCH_VARIABLE"));

        Assert.Contains("X402_TESTS_NO_SUCH_VARIABLE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromEnvironment_with_rubbish_names_the_variable_and_not_its_value()
    {
        const string variable = "X402_TESTS_RUBBISH_KEY";
        Environment.SetEnvironmentVariable(variable, "my secret");

        var error = Assert.Throws<X402ConfigurationException>(() => EvmSigner.FromEnvironment(variable));

        Assert.Contains(variable, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("my secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FromDelegate_makes_a_high_s_low_and_finds_v()
    {
        var inner = EvmSigner.FromPrivateKey(Account.PrivateKey);
        var signer = EvmSigner.FromDelegate(Account.Address, async (digest, token) => HighS(await inner.SignAsync(digest, token)));

        var signature = await signer.SignAsync(Digest, TestContext.Current.CancellationToken);

        Assert.Equal(await inner.SignAsync(Digest, TestContext.Current.CancellationToken), signature);
    }

    [Fact]
    public async Task FromDelegate_with_a_signature_of_somebody_else_throws()
    {
        var signer = EvmSigner.FromDelegate(DevAccounts.All[1].Address, EvmSigner.FromPrivateKey(Account.PrivateKey).SignAsync);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await signer.SignAsync(Digest, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void CreateRandom_twice_gives_two_accounts() => Assert.NotEqual(EvmSigner.CreateRandom().Address, EvmSigner.CreateRandom().Address);

    [Fact]
    public void ToString_is_the_address() => Assert.Equal(Account.Address.ToString(), EvmSigner.FromPrivateKey(Account.PrivateKey).ToString());

    [Fact]
    public void Debugger_shows_the_address_only()
    {
        Assert.Equal("{Address}", typeof(EvmSigner).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
        var holder = typeof(EvmSigner).GetFields(BindingFlags.NonPublic | BindingFlags.Instance).Single(field => typeof(Delegate).IsAssignableFrom(field.FieldType));
        Assert.Equal(DebuggerBrowsableState.Never, holder.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State);
    }

    private static EvmSignature HighS(EvmSignature signature)
    {
        var s = new byte[32];
        (Order - UInt256.FromBigEndian(signature.S.Span)).WriteBigEndian(s);
        return signature with { S = new(s), V = 99 };
    }
}
