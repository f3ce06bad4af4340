using System.Text.Json;

namespace X402.Facilitator;

/// <summary>A JSON-RPC answer: a result, or the node's error.</summary>
internal readonly record struct RpcAnswer(JsonElement Result, RpcError? Error);
