using Microsoft.AspNetCore.SignalR;

namespace X402.AspNetCore.Tests.Support;

[RequirePayment("$0.05")]
public sealed class PricedHub : Hub;

public sealed class PlainHub : Hub;
