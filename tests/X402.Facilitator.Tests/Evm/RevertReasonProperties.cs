using FsCheck;
using FsCheck.Fluent;

namespace X402.Facilitator.Tests.Evm;

public sealed class RevertReasonProperties
{
    [Fact]
    public void Reason_of_any_bytes_is_read_or_null() => Prop.ForAll<byte[]>(body =>
    {
        RevertReason.Decode(body);
        RevertReason.Decode([0x08, 0xc3, 0x79, 0xa0, .. body]);
        RevertReason.Decode([0x08, 0xc3, 0x79, 0xa0, .. new byte[31], 32, .. new byte[28], .. body.Concat(new byte[4]).Take(4), .. body]);
    }).QuickCheckThrowOnFailure();
}
