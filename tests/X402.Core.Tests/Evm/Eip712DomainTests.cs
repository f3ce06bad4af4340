using X402.Evm;

namespace X402.Core.Tests.Evm;

public sealed class Eip712DomainTests
{
    private static readonly Address Permit2 = Address.Parse("0x000000000022D473030F116dDEE9F6B43aC78BA3");

    [Theory]
    [InlineData(1, "0x866a5aba21966af95d6c7ab78eb2b2fc913915c28be3b9aa07cc04ff903e3f28")]
    [InlineData(8453, "0x3b6f35e4fce979ef8eac3bcdc8c3fc38fe7911bb0c69c8fe72bf1fd1a17e6f07")]
    [InlineData(84532, "0x010f27a92fb9a32622f44f001dc4d15706a85b33499cfc2ce9033113ab26592c")]
    public void Separator_without_a_version_is_the_contracts(ulong chain, string expected) =>
        Assert.Equal(expected, new Eip712Domain("Permit2", null, chain, Permit2).Separator().ToString());

    [Fact]
    public void Separator_beyond_the_cache_is_still_right()
    {
        var first = new Eip712Domain("Permit2", null, 1UL, Permit2);
        for (var i = 0; i < 3000; i++)
            new Eip712Domain($"flood {i}").Separator();

        Assert.Equal("0x866a5aba21966af95d6c7ab78eb2b2fc913915c28be3b9aa07cc04ff903e3f28", first.Separator().ToString());
    }

    [Fact]
    public void Separator_of_an_absent_name_differs_from_an_empty_one() =>
        Assert.NotEqual(new Eip712Domain(null, "1").Separator(), new Eip712Domain("", "1").Separator());
}
