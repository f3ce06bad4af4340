using X402.Evm;

namespace X402.Core.Tests.Evm;

public sealed class RlpTests
{
    [Theory]
    [InlineData("", "80")]
    [InlineData("00", "00")]
    [InlineData("7f", "7f")]
    [InlineData("80", "8180")]
    [InlineData("646f67", "83646f67")]
    public void Add_of_bytes_gives_the_standards_form(string value, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(new RlpWriter().Add(Convert.FromHexString(value)).ToArray()));

    [Theory]
    [InlineData("0", "80")]
    [InlineData("15", "0f")]
    [InlineData("1024", "820400")]
    public void Add_of_a_number_has_no_leading_zeros(string value, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(new RlpWriter().Add(UInt256.Parse(value)).ToArray()));

    [Fact]
    public void AddList_of_lists_gives_the_standards_set_theory_example()
    {
        var empty = new RlpWriter();
        var one = new RlpWriter().AddList(empty);
        var two = new RlpWriter().AddList(empty).AddList(one);

        Assert.Equal("c7c0c1c0c3c0c1c0", Convert.ToHexStringLower(
            new RlpWriter().AddList(new RlpWriter().AddList(empty).AddList(one).AddList(two)).ToArray()));
    }

    [Theory]
    [InlineData(55)]
    [InlineData(56)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(70_000)]
    public void Reader_reads_back_what_was_written(int length)
    {
        var value = new byte[length];
        value.AsSpan().Fill(0xEE);
        var reader = new RlpReader(new RlpWriter().AddList(new RlpWriter().Add(value).Add(UInt256.MaxValue)).ToArray());

        Assert.True(reader.TryReadList(out var items));
        Assert.True(reader.IsAtEnd);
        Assert.True(items.TryReadBytes(out var read));
        Assert.True(items.TryReadUInt256(out var number));
        Assert.True(items.IsAtEnd);
        Assert.True(read.SequenceEqual(value));
        Assert.Equal(UInt256.MaxValue, number);
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("8100", "a byte below 0x80 with a prefix")]
    [InlineData("817f", "a byte below 0x80 with a prefix")]
    [InlineData("83ffff", "too short")]
    [InlineData("b800", "a long form of nothing")]
    [InlineData("b83700", "a long form of 55")]
    [InlineData("b90038", "a length with a leading zero")]
    [InlineData("bbffffffff", "more than there is")]
    [InlineData("bfffffffffffffffff", "a length of 8 bytes")]
    [InlineData("c0", "a list")]
    public void TryReadBytes_of_another_form_fails_and_does_not_move(string hex, string why)
    {
        var reader = new RlpReader(Convert.FromHexString(hex));

        Assert.False(reader.TryReadBytes(out _), why);
        Assert.Equal(hex.Length == 0, reader.IsAtEnd);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("820001")]
    [InlineData("a1010000000000000000000000000000000000000000000000000000000000000000")]
    public void TryReadUInt256_of_a_number_that_is_not_canonical_fails_and_does_not_move(string hex)
    {
        var reader = new RlpReader(Convert.FromHexString(hex));

        Assert.False(reader.TryReadUInt256(out _));
        Assert.True(reader.TryReadBytes(out _));
    }
}
