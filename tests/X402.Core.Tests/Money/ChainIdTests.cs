using FsCheck;
using FsCheck.Fluent;

namespace X402.Core.Tests.Money;

public sealed class ChainIdTests
{
    [Theory]
    [InlineData("eip155:1", 1)]
    [InlineData("eip155:0", 0)]
    [InlineData("eip155:18446744073709551615", ulong.MaxValue)]
    public void Evm_chain_has_its_number(string text, ulong number)
    {
        var chain = ChainId.Parse(text);

        Assert.True(chain.IsEvm);
        Assert.Equal(number, chain.EvmChainId);
        Assert.Equal(chain, ChainId.Evm(number));
        Assert.Equal(text, chain.ToString());
    }

    [Theory]
    [InlineData("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", "solana", "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp")]
    [InlineData("tron:0x2b6653dc", "tron", "0x2b6653dc")]
    [InlineData("a-1:A_b=-", "a-1", "A_b=-")]
    public void Chain_of_another_family_keeps_its_parts(string text, string space, string reference)
    {
        var chain = ChainId.Parse(text);

        Assert.False(chain.IsEvm);
        Assert.Equal((space, reference), (chain.Namespace, chain.Reference));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("eip155")]
    [InlineData("eip155:")]
    [InlineData(":1")]
    [InlineData("ei:1")]
    [InlineData("eip155000:1")]
    [InlineData("EIP155:1")]
    [InlineData("eip155:01")]
    [InlineData("eip155:0x2105")]
    [InlineData("eip155:+1")]
    [InlineData("eip155:-1")]
    [InlineData("eip155: 1")]
    [InlineData("eip155:1 ")]
    [InlineData("eip155:1:2")]
    [InlineData("eip155:18446744073709551616")]
    [InlineData("eip155:*")]
    [InlineData("eip155:١")]
    [InlineData("solana:a.b")]
    public void Other_text_is_refused(string? text) => Assert.False(ChainId.TryParse(text, out _));

    [Fact]
    public void Any_text_is_answered_and_a_chain_is_written_as_it_was_read() => Prop.ForAll<string?, ulong>((text, number) =>
        (!ChainId.TryParse(text, out var chain) || chain.ToString() == text)
        && (!ChainId.TryParse("eip155:" + text, out var evm) || evm == ChainId.Evm(evm.EvmChainId))
        && ChainId.Evm(number).EvmChainId == number).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Default_is_no_chain()
    {
        Assert.False(default(ChainId).IsEvm);
        Assert.Equal("", default(ChainId).ToString());
        Assert.NotEqual(ChainId.Evm(0), default);
    }
}
