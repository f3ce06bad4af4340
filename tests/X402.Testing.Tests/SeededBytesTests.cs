using System.Security.Cryptography;

namespace X402.Testing.Tests;

public sealed class SeededBytesTests
{
    [Fact]
    public void Same_seed_gives_the_same_bytes_however_they_are_taken()
    {
        SeededBytes whole = new(42), parts = new(42);

        byte[] joined = [.. parts.Next(1), .. parts.Next(40), .. parts.Next(59)];

        Assert.Equal(whole.Next(100), joined);
    }

    [Fact]
    public void Bytes_are_the_hash_of_seed_and_counter() =>
        Assert.Equal(SHA256.HashData([0, 0, 0, 0, 0, 0, 0, 42, 0, 0, 0, 0, 0, 0, 0, 0]), new SeededBytes(42).Next(32));

    [Fact]
    public void Other_seed_gives_other_bytes() => Assert.NotEqual(new SeededBytes(1).Next(8), new SeededBytes(2).Next(8));
}
