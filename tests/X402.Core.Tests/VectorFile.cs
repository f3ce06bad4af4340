using System.Text.Json;

namespace X402.Core.Tests;

/// <summary>A section of the recorded vectors: an array of objects, each with an id.</summary>
internal sealed class VectorFile
{
    private readonly Dictionary<string, JsonElement> _byId;

    public VectorFile(string name)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "vectors", name));
        using var document = JsonDocument.Parse(stream);
        _byId = document.RootElement.EnumerateArray().ToDictionary(vector => vector.GetProperty("id").GetString()!, vector => vector.Clone());
    }

    public JsonElement this[string id] => _byId[id];

    public TheoryData<string> Ids => new(_byId.Keys);
}
