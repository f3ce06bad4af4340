using System.Text.Json;
using System.Text.Json.Serialization;

namespace X402.Facilitator;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApiError))]
[JsonSerializable(typeof(ApiHealth))]
internal sealed partial class ApiJson : JsonSerializerContext;
