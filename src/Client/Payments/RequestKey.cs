using System.Security.Cryptography;
using System.Text.Json;
using X402.Protocol;

namespace X402.Client;

/// <summary>One logical request and one requirement: what a payment is for.</summary>
internal readonly record struct RequestKey(string Method, string Url, string BodyHash, int Version, string Requirement)
{
    public static RequestKey Of(HttpRequestMessage request, string bodyHash, int version, PaymentRequirements requirements) => new(
        request.Method.Method, request.RequestUri!.AbsoluteUri, bodyHash, version,
        JsonSerializer.Serialize(requirements, X402Json.Wire.PaymentRequirements));

    public static string Hash(byte[]? body) => body is null ? "" : Convert.ToHexString(SHA256.HashData(body));
}
