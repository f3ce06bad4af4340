using System.Text;
using Org.BouncyCastle.Crypto.Digests;

namespace X402.Cryptography.Tests;

public sealed class Keccak256Tests
{
    [Theory]
    [InlineData("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    [InlineData("transfer(address,uint256)", "a9059cbb2ab09eb219583f4a59a5d0623ade346d962bcd4e46b11da047c9049b")]
    [InlineData("Transfer(address,address,uint256)", "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef")]
    public void Known_text_gives_its_published_hash(string text, string hash) =>
        Assert.Equal(hash, Convert.ToHexStringLower(Keccak256.HashData(Encoding.ASCII.GetBytes(text))));

    [Fact]
    public void Every_length_to_300_agrees_with_BouncyCastle()
    {
        Seeded random = new("keccak lengths");
        for (int length = 0; length <= 300; length++)
        {
            AssertAgrees(random.Bytes(length));
        }
    }

    [Fact]
    public void Ten_thousand_random_messages_agree_with_BouncyCastle()
    {
        Seeded random = new("keccak messages");
        for (int i = 0; i < 10_000; i++)
        {
            AssertAgrees(random.Bytes(random.Below(600)));
        }
    }

    [Fact]
    public void Destination_may_overlap_the_source()
    {
        byte[] buffer = new Seeded("keccak overlap").Bytes(200);
        byte[] expected = Keccak256.HashData(buffer);
        Keccak256.HashData(buffer, buffer);
        Assert.Equal(expected, buffer[..32]);
    }

    [Fact]
    public void Short_destination_is_refused() =>
        Assert.Throws<ArgumentException>("destination", () => Keccak256.HashData([], new byte[31]));

    private static void AssertAgrees(byte[] message)
    {
        KeccakDigest digest = new(256);
        digest.BlockUpdate(message, 0, message.Length);
        byte[] expected = new byte[32];
        digest.DoFinal(expected, 0);
        Assert.Equal(expected, Keccak256.HashData(message));
    }
}
