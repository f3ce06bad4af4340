using Microsoft.AspNetCore.Mvc;

namespace X402.AspNetCore.Tests.Support;

[ApiController, Route("mvc"), RequirePayment("$0.03")]
public sealed class PricedController : ControllerBase
{
    private static int s_handled;

    public static int Handled => s_handled;

    [HttpGet("class")]
    public string OfClass()
    {
        Interlocked.Increment(ref s_handled);
        return "class";
    }

    [HttpGet("action"), RequirePayment("$0.04", Network = "eip155:84532", Description = "an action")]
    public string OfAction()
    {
        Interlocked.Increment(ref s_handled);
        return "action";
    }

    [HttpPost("bound")]
    public string Bound([FromBody] Dictionary<string, int> body)
    {
        Interlocked.Increment(ref s_handled);
        return $"{body.Count}";
    }
}

[ApiController, Route("plain")]
public sealed class PlainController : ControllerBase
{
    private static int s_handled;

    public static int Handled => s_handled;

    [HttpGet("")]
    public string Get()
    {
        Interlocked.Increment(ref s_handled);
        return "plain";
    }
}
