namespace X402.Client;

/// <summary>Makes a stranger's text fit for a message: short, printable ASCII.</summary>
internal static class Text
{
    private const int MaxLength = 80;

    public static string Excerpt(string? text)
    {
        if (text is null)
            return "nothing";
        var length = Math.Min(text.Length, MaxLength);
        var printable = string.Create(length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = source[i] is >= ' ' and <= '~' ? source[i] : '?';
        });
        return length < text.Length ? printable + "…" : printable;
    }
}
