using System.Text.Json;

namespace X402.Core.Tests;

/// <summary>What the reference packages (2.27) answered: one file for each section, a list of entries.</summary>
internal static class Vectors
{
    public static IReadOnlyList<JsonElement> Load(string section) =>
        [.. JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", section + ".json"))).EnumerateArray()];

    public static TheoryData<int> Indices(string section) => new(Enumerable.Range(0, Load(section).Count));

    /// <summary>The same JSON without members that are null, which peers write for absent ones.</summary>
    public static string WithoutNulls(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', element.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null)
            .Select(member => JsonEncodedText.Encode(member.Name) is var name ? $"\"{name}\":{WithoutNulls(member.Value)}" : "")) + "}",
        JsonValueKind.Array => "[" + string.Join(',', element.EnumerateArray().Select(WithoutNulls)) + "]",
        _ => element.GetRawText(),
    };

    public static JsonElement Json(string text) => JsonElement.Parse(text);
}
