using System.Text.Json;
using X402.Protocol;
using X402.Schemes.ExactEvm;
using X402.Testing;

namespace X402.Core.Tests.ExactEvm;

/// <summary>Payloads of somebody who wants us to fall over, or to take what the token will not.</summary>
public sealed class HostilePayloadTests
{
    private static readonly PaymentRequirements Required = new RequirementsBuilder().Build();
    private static readonly ManualTimeProvider Time = new();
    private static readonly PaymentPayload Good = Payments.Valid(Required, Time.GetUtcNow());

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "\"\"", "\"0x\"", "\"0X00\"", "\"0x0\"", "\"\\ud800\"", "\"\\u0000\"", "\" 10000\"", "\"10000 \"",
        "\"+10000\"", "\"-10000\"", "\"1e4\"", "\"0x2710\"", "\"10000.0\"", "\"10,000\"", "\"\u0661\u0660\"", "{}", "[]", "[[[[]]]]",
        "{\"from\":1}", "\"115792089237316195423570985008687907853269984665640564039457584007913129639936\"",
        $"\"{new string('9', 5000)}\"", $"\"0x{new string('a', 40_000)}\"", "\"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266\"",
    ];

    public static TheoryData<string> Members => new(
        "", "signature", "authorization", "permit2Authorization", "authorization.from", "authorization.to", "authorization.value",
        "authorization.validAfter", "authorization.validBefore", "authorization.nonce");

    [Theory]
    [MemberData(nameof(Members))]
    public void Every_member_replaced_by_anything_is_refused_without_an_exception(string member)
    {
        foreach (var value in Values)
        {
            var payload = Replace(member, value);
            var payment = new PaymentPayload { Payload = payload, Accepted = Required };

            var verdict = Verifier.VerifyOffline(new() { PaymentPayload = payment, PaymentRequirements = Required }, Time.GetUtcNow());
            new ExactEvmScheme().Identify(payment, Required, out _);

            Assert.False(verdict.IsValid, $"{member} = {value}");
            Assert.NotNull(verdict.InvalidReason);
            Assert.True(verdict.InvalidMessage is null or { Length: < 400 });
        }
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Every_member_left_out_is_refused(string member)
    {
        if (member is "" or "permit2Authorization")
            return;
        var payment = new PaymentPayload { Payload = Replace(member, null), Accepted = Required };

        Assert.False(Verifier.VerifyOffline(new() { PaymentPayload = payment, PaymentRequirements = Required }, Time.GetUtcNow()).IsValid);
        Assert.NotNull(new ExactEvmScheme().Identify(payment, Required, out _));
    }

    [Fact]
    public void Any_byte_of_a_good_payload_changed_is_refused_without_an_exception()
    {
        var text = Good.Payload.GetRawText();
        var random = new SeededBytes(402);
        for (var round = 0; round < 3000; round++)
        {
            var pick = random.Next(4);
            var characters = text.ToCharArray();
            characters[(pick[0] << 8 | pick[1]) % characters.Length] = (char)(' ' + pick[2] % 95);
            if (Parse(new string(characters)) is not { } payload || JsonElement.DeepEquals(payload, Good.Payload))
                continue;

            var verdict = Verifier.VerifyOffline(
                new() { PaymentPayload = new() { Payload = payload, Accepted = Required }, PaymentRequirements = Required }, Time.GetUtcNow());

            Assert.False(verdict.IsValid && !SameValues(payload), payload.GetRawText());
        }
    }

    [Theory]
    [InlineData("asset", "nonsense")]
    [InlineData("asset", "0x036cBD53842c5426634e7929541eC2318f3dCF7e")]
    [InlineData("payTo", "nonsense")]
    [InlineData("amount", "-10000")]
    [InlineData("amount", "1e4")]
    [InlineData("network", "nonsense")]
    [InlineData("network", "eip155:0x14a34")]
    [InlineData("network", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp")]
    [InlineData("scheme", "")]
    public void Nonsense_in_the_requirements_is_refused_without_an_exception(string member, string value)
    {
        var node = JsonSerializer.SerializeToNode(Required, X402Json.Wire.PaymentRequirements)!;
        node[member] = value;
        var required = JsonSerializer.Deserialize(node.ToJsonString(), X402Json.Wire.PaymentRequirements)!;

        var verdict = Verifier.VerifyOffline(
            new() { PaymentPayload = new() { Payload = Good.Payload, Accepted = required }, PaymentRequirements = required }, Time.GetUtcNow());

        Assert.False(verdict.IsValid);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("5")]
    [InlineData("{\"name\":5,\"version\":\"2\"}")]
    [InlineData("{\"name\":\"\",\"version\":\"2\"}")]
    [InlineData("{\"name\":\"USDC\",\"version\":null}")]
    [InlineData("{\"name\":\"\\ud800\",\"version\":\"2\"}")]
    public void A_domain_that_is_not_there_is_refused_without_an_exception(string? extra)
    {
        var required = new PaymentRequirements
        {
            Scheme = Required.Scheme, Network = Required.Network, Amount = Required.Amount, Asset = Required.Asset, PayTo = Required.PayTo,
            MaxTimeoutSeconds = 60, Extra = extra is null ? null : JsonElement.Parse(extra),
        };

        var verdict = Verifier.VerifyOffline(
            new() { PaymentPayload = new() { Payload = Good.Payload, Accepted = required }, PaymentRequirements = required }, Time.GetUtcNow());

        Assert.Equal(ErrorCodes.ExactEvmMissingDomain, verdict.InvalidReason);
    }

    // A character that changes only the spelling: the case of a hex digit, or an unknown member's name.
    private static bool SameValues(JsonElement payload) =>
        ReceivedPayload.Read(payload, out var changed) is null && ReceivedPayload.Read(Good.Payload, out var good) is null
        && changed!.Authorization == good!.Authorization && changed.Signature.Span.SequenceEqual(good.Signature.Span);

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement Replace(string member, string? value)
    {
        if (member.Length == 0)
            return JsonElement.Parse(value!);
        var path = member.Split('.');
        var text = new List<string>();
        foreach (var outer in Good.Payload.EnumerateObject())
        {
            var inner = path.Length == 2 && outer.Name == path[0]
                ? "{" + string.Join(',', outer.Value.EnumerateObject().Where(item => item.Name != path[1] || value is not null)
                    .Select(item => $"\"{item.Name}\":{(item.Name == path[1] ? value : item.Value.GetRawText())}")) + "}"
                : outer.Name == member ? value : outer.Value.GetRawText();
            if (inner is not null)
                text.Add($"\"{outer.Name}\":{inner}");
        }
        if (member == "permit2Authorization")
            text.Add($"\"{member}\":{value}");
        return JsonElement.Parse("{" + string.Join(',', text) + "}");
    }
}
