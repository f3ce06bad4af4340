using Microsoft.AspNetCore.Mvc.RazorPages;

namespace X402.AspNetCore.Tests.Pages;

[RequirePayment("$0.02")]
public sealed class PricedModel : PageModel
{
    private static int s_handled;

    public static int Handled => s_handled;

    public void OnGet() => Interlocked.Increment(ref s_handled);
}
