using Microsoft.AspNetCore.Mvc.RazorPages;

namespace X402.AspNetCore.Tests.Pages;

public sealed class PlainModel : PageModel
{
    private static int s_handled;

    public static int Handled => s_handled;

    public void OnGet() => Interlocked.Increment(ref s_handled);
}
