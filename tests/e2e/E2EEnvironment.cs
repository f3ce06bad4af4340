/// <summary>The environment variables of the reference repository's e2e protocol.</summary>
internal static class E2EEnvironment
{
    public static string Optional(string name, string fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : fallback;

    /// <summary>The values in the order asked for; ends the program with 1 and a line that names every missing one.</summary>
    public static string[] Require(params string[] names)
    {
        var missing = names.Where(name => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))).ToArray();
        if (missing.Length > 0)
        {
            Console.Error.WriteLine($"Missing environment variables: {string.Join(", ", missing)}");
            Environment.Exit(1);
        }
        return [.. names.Select(name => Environment.GetEnvironmentVariable(name)!)];
    }
}
