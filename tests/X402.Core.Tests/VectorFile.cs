using System.Text.Json;

namespace X402.Core.Tests;

/// <summary>A section of the recorded vectors: an array of objects, each with an id.</summary>
internal sealed class VectorFile
{
    private readonly Dictionary<string, JsonElement> _byId;

    public VectorFile(string name) =>
        _byId = Vectors.Load(Path.GetFileNameWithoutExtension(name)).ToDictionary(vector => vector.GetProperty("id").GetString()!);

    public JsonElement this[string id] => _byId[id];

    public TheoryData<string> Ids => new(_byId.Keys);
}
