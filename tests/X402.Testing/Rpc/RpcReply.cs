using System.Net;

namespace X402.Testing.Rpc;

/// <summary>The answer to an HTTP request; <see cref="Lost"/> when the connection breaks instead.</summary>
internal readonly record struct RpcReply(HttpStatusCode Status, ReadOnlyMemory<byte> Body, bool Lost = false);
