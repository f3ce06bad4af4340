using System.Net;
using FsCheck;
using FsCheck.Fluent;
using X402.Protocol;

namespace X402.Facilitator.Tests.Remote;

public sealed class RemoteAnswerProperties
{
    [Fact]
    public void Answer_of_any_bytes_is_read_or_unavailable() =>
        Prop.ForAll<byte[], int>((body, status) =>
        {
            var answer = new RemoteAnswer((HttpStatusCode)(Math.Abs(status % 500) + 100), body, null);
            try
            {
                answer.Read("settle", "success", X402Json.Wire.SettleResponse);
            }
            catch (FacilitatorUnavailableException)
            {
                // The documented result.
            }
        }).QuickCheckThrowOnFailure();
}
