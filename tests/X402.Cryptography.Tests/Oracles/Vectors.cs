using System.Text.Json;

namespace X402.Cryptography.Tests;

/// <summary>Test vectors in JSON: our own beside the tests, Wycheproof's beside the repository.</summary>
internal static class Vectors
{
    public static JsonElement Own(string name) => Read(Path.Combine(AppContext.BaseDirectory, "vectors", name));

    public static JsonElement Wycheproof(string name)
    {
        string path = Path.Combine(Root(), "..", "shared", "vectors", "wycheproof", name);
        if (!File.Exists(path))
        {
            Assert.Skip("../shared/vectors/wycheproof/" + name + " is not there.");
        }

        return Read(path);
    }

    /// <summary>A member in hexadecimal, with or without 0x.</summary>
    public static byte[] Bytes(this JsonElement element, string member)
    {
        string text = element.GetProperty(member).GetString()!;
        return Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text);
    }

    public static bool IsValid(this JsonElement test) => test.GetProperty("result").GetString() == "valid";

    public static string Describe(this JsonElement test) => $"tcId {test.GetProperty("tcId")}: {test.GetProperty("comment").GetString()}";

    private static JsonElement Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "X402.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
