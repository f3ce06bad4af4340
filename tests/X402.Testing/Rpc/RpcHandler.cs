using System.Net;
using System.Net.Http.Headers;

namespace X402.Testing.Rpc;

/// <summary>The node without a socket.</summary>
internal sealed class RpcHandler(RpcDispatcher dispatcher, int maxRequestBytes) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post)
            return new(HttpStatusCode.MethodNotAllowed) { RequestMessage = request };
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (body.Length > maxRequestBytes)
            return new(HttpStatusCode.RequestEntityTooLarge) { RequestMessage = request };
        var reply = dispatcher.Handle(body);
        if (reply.Lost)
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection broke before the answer came.");
        ReadOnlyMemoryContent content = new(reply.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new(reply.Status) { RequestMessage = request, Content = content };
    }
}
