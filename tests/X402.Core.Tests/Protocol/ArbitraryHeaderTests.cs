using System.Text;
using FsCheck;
using FsCheck.Fluent;
using X402.Protocol;
using X402.Testing;

namespace X402.Core.Tests.Protocol;

/// <summary>Whatever a stranger sends, the codec answers with a value or a reason, and a value can be used to the last string of it.</summary>
public sealed class ArbitraryHeaderTests
{
    private static readonly string[] Valid =
        [.. Vectors.Load("paymentRequired").Concat(Vectors.Load("paymentResponse")).Concat(Vectors.Load("base64Strictness"))
            .Select(vector => vector.GetProperty("header").GetString()!).Where(header => header.Length > 0)];

    [Fact]
    public void Any_text_is_answered() => Prop.ForAll<string?>(text => Try(text)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Any_bytes_in_base64_are_answered() =>
        Prop.ForAll<byte[]>(bytes => Try(Convert.ToBase64String(bytes ?? []))).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Any_text_as_a_v1_body_is_answered() => Prop.ForAll<string?>(
        text => PaymentHeaderCodec.TryParseV1Body(Encoding.UTF8.GetBytes(text ?? ""), out _, out var error) == (error is null))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Header_with_changed_characters_is_answered()
    {
        var random = new SeededBytes(402);
        for (var i = 0; i < 5000; i++)
        {
            var text = Valid[random.NextInt32(Valid.Length)].ToCharArray();
            for (var changes = 1 + random.NextInt32(3); changes > 0; changes--)
                text[random.NextInt32(text.Length)] = (char)random.NextInt32(128);
            Assert.True(Try(new string(text, 0, 1 + random.NextInt32(text.Length))));
            Assert.True(Try(new string(text)));
        }
    }

    [Fact]
    public void Json_with_changed_bytes_is_answered()
    {
        var random = new SeededBytes(403);
        string[] pieces = ["null", "{}", "[]", "\"\"", "1e999", "-0", "\\ud800", "\\u0000", "\"accepted\":", "\"x402Version\":1,", "}", "{", "[[[["];
        for (var i = 0; i < 10_000; i++)
        {
            var json = Convert.FromBase64String(Repad(Valid[random.NextInt32(Valid.Length)])).ToList();
            for (var changes = 1 + random.NextInt32(3); changes > 0 && json.Count > 0; changes--)
            {
                var at = random.NextInt32(json.Count);
                if (random.NextBool())
                    json[at] = random.Next(1)[0];
                else if (random.NextBool())
                    json.RemoveRange(at, Math.Min(random.NextInt32(8), json.Count - at));
                else
                    json.InsertRange(at, Encoding.ASCII.GetBytes(pieces[random.NextInt32(pieces.Length)]));
            }
            Assert.True(Try(Convert.ToBase64String([.. json])));
        }
    }

    private static string Repad(string header)
    {
        var digits = new string([.. header.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/')]);
        return digits[..(digits.Length / 4 * 4)];
    }

    private static bool Try(string? header)
    {
        var payload = PaymentHeaderCodec.TryDecodePaymentPayload(header, out var read, out var payloadError);
        if (payload)
        {
            RoundTrip(PaymentHeaderCodec.Encode(read!));
            if (read!.Accepted is { } accepted)
                Assert.True(RequirementMatch.Matches(accepted, accepted));
            _ = ExtensionEcho.Check(read.Extensions, read.Extensions);
            _ = Vectors.WithoutNulls(read.Payload);
        }
        var required = PaymentHeaderCodec.TryDecodePaymentRequired(header, out var offers, out var requiredError);
        if (required)
        {
            Assert.True(PaymentHeaderCodec.TryDecodePaymentRequired(PaymentHeaderCodec.Encode(offers!), out _, out _));
            Assert.DoesNotContain(null, offers!.Accepts);
        }
        var response = PaymentHeaderCodec.TryDecodeSettleResponse(header, out var settled, out var responseError);
        return payload == (payloadError is null) && payload == (read is not null)
            && required == (requiredError is null) && required == (offers is not null)
            && response == (responseError is null) && response == (settled is not null);
    }

    private static void RoundTrip(string header)
    {
        if (header.Length <= PaymentHeaderCodec.MaxHeaderLength)
            Assert.True(PaymentHeaderCodec.TryDecodePaymentPayload(header, out _, out var error), error?.ToString());
    }
}
