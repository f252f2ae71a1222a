using System.Text.Json.Serialization;

namespace RocketTrainer.Core.Ballchasing.Contracts;

/// <summary>Readers and writers for every Ballchasing contract; snake case, unknown members ignored, odd values read as unknown.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(LenientInt32), typeof(LenientDouble), typeof(LenientBoolean), typeof(LenientString), typeof(LenientDate),
        typeof(StatValuesConverter), typeof(GroupTotalsConverter),
    ])]
[JsonSerializable(typeof(ReplayDetailContract))]
[JsonSerializable(typeof(ReplayListContract))]
[JsonSerializable(typeof(GroupContract))]
[JsonSerializable(typeof(GroupListContract))]
[JsonSerializable(typeof(GroupCreatedContract))]
[JsonSerializable(typeof(GroupEdit))]
[JsonSerializable(typeof(PingContract))]
[JsonSerializable(typeof(UploadContract))]
[JsonSerializable(typeof(ReplayEdit))]
[JsonSerializable(typeof(ErrorContract))]
[JsonSerializable(typeof(Dictionary<string, string?>))]
internal sealed partial class BallchasingJson : JsonSerializerContext;
