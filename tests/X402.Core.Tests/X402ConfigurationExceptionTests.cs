namespace X402.Core.Tests;

public sealed class X402ConfigurationExceptionTests
{
    [Fact]
    public void Text_is_one_line_though_it_was_thrown_with_a_cause()
    {
        var error = Assert.Throws<X402ConfigurationException>(Fail);

        Assert.Equal("X402.X402ConfigurationException: Set X402:PayTo.", error.ToString());
    }

    private static void Fail() => throw new X402ConfigurationException("Set X402:PayTo.", new InvalidOperationException("why"));
}
