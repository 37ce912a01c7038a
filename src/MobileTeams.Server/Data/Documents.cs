using System.Linq.Expressions;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Measures;

namespace MobileTeams.Server.Data;

/// <summary>How the heart's records are written as JSON documents: ids as plain strings, places as [lon, lat], closed families by their name.</summary>
public static class Documents
{
    public static JsonSerializerOptions Options { get; } = Make();

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // PostgreSQL keeps a document's keys in an order of its own, the kind not always first.
            AllowOutOfOrderMetadataProperties = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameClosedFamilies } },
        };
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new IdConverterFactory());
        options.Converters.Add(new GeoPointConverter());
        options.Converters.Add(new PersonIdentifierConverter());
        options.MakeReadOnly();
        return options;
    }

    private static void NameClosedFamilies(JsonTypeInfo info)
    {
        if (!info.Type.IsAbstract || info.Type.Assembly != typeof(Day).Assembly) return;
        var members = info.Type.Assembly.GetTypes().Where(type => type.BaseType == info.Type && !type.IsAbstract).ToList();
        if (members.Count == 0) return;
        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind" };
        foreach (var member in members) info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(member, member.Name));
    }

    private sealed class IdConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type type) =>
            type.IsValueType && type.Assembly == typeof(VisitId).Assembly && type.Name.EndsWith("Id", StringComparison.Ordinal);

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(IdConverter<>).MakeGenericType(type))!;
    }

    private sealed class IdConverter<TId> : JsonConverter<TId>
        where TId : struct
    {
        private static readonly Func<Guid, TId> Of = MakeOf();
        private static readonly Func<TId, Guid> ValueOf = MakeValueOf();

        public override TId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Of(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, TId id, JsonSerializerOptions options) => writer.WriteStringValue(ValueOf(id));

        public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Of(Guid.Parse(reader.GetString()!));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, TId id, JsonSerializerOptions options) => writer.WritePropertyName(ValueOf(id).ToString());

        private static Func<Guid, TId> MakeOf()
        {
            var value = Expression.Parameter(typeof(Guid));
            return Expression.Lambda<Func<Guid, TId>>(Expression.New(typeof(TId).GetConstructor([typeof(Guid)])!, value), value).Compile();
        }

        private static Func<TId, Guid> MakeValueOf()
        {
            var id = Expression.Parameter(typeof(TId));
            return Expression.Lambda<Func<TId, Guid>>(Expression.Property(id, "Value"), id).Compile();
        }
    }

    private sealed class GeoPointConverter : JsonConverter<GeoPoint>
    {
        public override GeoPoint Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var pair = JsonSerializer.Deserialize<double[]>(ref reader, options);
            return pair is [var lon, var lat] ? GeoPoint.FromLonLat(lon: lon, lat: lat) : throw new JsonException("A place is [longitude, latitude].");
        }

        public override void Write(Utf8JsonWriter writer, GeoPoint place, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(place.Lon);
            writer.WriteNumberValue(place.Lat);
            writer.WriteEndArray();
        }
    }

    private sealed class PersonIdentifierConverter : JsonConverter<PersonIdentifier>
    {
        public override PersonIdentifier Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => PersonIdentifier.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, PersonIdentifier identifier, JsonSerializerOptions options) => writer.WriteStringValue(identifier.Value);
    }
}
