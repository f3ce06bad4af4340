using System.Text;
using X402.Evm;

namespace X402.Core.Tests.Evm;

public sealed class Eip191Tests
{
    private static readonly VectorFile Vectors = new("eip191.json");

    public static TheoryData<string> Ids => Vectors.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void HashMessage_of_a_sign_in_message_is_the_recorded_one(string id) =>
        Assert.Equal(Vectors[id].GetProperty("eip191Digest").GetString(), Eip191.HashMessage(Text(id, "message")).ToString());

    [Theory]
    [MemberData(nameof(Ids))]
    public void TryRecover_of_a_sign_in_message_gives_the_signer(string id)
    {
        var good = Eip191.TryRecover(Encoding.UTF8.GetBytes(Text(id, "message")), Hex.Decode(Text(id, "signature"), 65), out var signer);

        Assert.True(good);
        Assert.Equal(Text(id, "signer"), signer.ToString());
    }

    private static string Text(string id, string member) => Vectors[id].GetProperty(member).GetString()!;
}
