using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace X402.Facilitator.Tests;

public sealed class StrictJsonProperties
{
    [Theory]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"a\":1} x")]
    public void Body_that_is_not_unicode_json_is_refused(string body) => Assert.False(StrictJson.TryParse(Encoding.UTF8.GetBytes(body), out _));

    [Fact]
    public void Body_with_bytes_that_are_not_utf8_is_refused() => Assert.False(StrictJson.TryParse([(byte)'"', 0xff, (byte)'"'], out _));

    [Fact]
    public void Request_of_any_text_is_read_or_refused() => Prop.ForAll<string?, string?>((name, value) =>
    {
        var texts = new[] { name ?? "", $$$"""{"paymentPayload":{"x402Version":2,"payload":{}},"paymentRequirements":{"{{{name}}}":"{{{value}}}"}}""", $$$"""{"{{{name}}}":{{{value}}}}""" };
        foreach (var text in texts)
            FacilitatorRequestBody.TryRead(Encoding.UTF8.GetBytes(text), out _, out _);
    }).QuickCheckThrowOnFailure();
}
