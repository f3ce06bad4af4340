namespace X402.Architecture.Tests;

internal static class Rule
{
    /// <summary>Fails with every offender on a line of its own.</summary>
    public static void HasNoOffenders<T>(IEnumerable<T> offenders)
    {
        var all = offenders.ToArray();
        Assert.True(all.Length == 0, $"{all.Length} against this rule:\n{string.Join('\n', all)}");
    }
}
