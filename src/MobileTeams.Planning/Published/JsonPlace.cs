using System.Globalization;
using System.Text.Json;
using MobileTeams.Measures;

namespace MobileTeams.Planning.Published;

/// <summary>A value in a JSON file that knows where it stands, so that whatever is wrong can be named.</summary>
internal readonly struct JsonPlace
{
    private readonly JsonElement element;
    private readonly string file;
    private readonly string path;

    private JsonPlace(JsonElement element, string file, string path) => (this.element, this.file, this.path) = (element, file, path);

    public string Where => path.Length == 0 ? file : $"{file}: {path}";

    /// <summary>A list's length; an object's number of fields.</summary>
    public int Count => element.ValueKind == JsonValueKind.Array ? element.GetArrayLength() : throw Wrong("a list");

    public bool IsText => element.ValueKind == JsonValueKind.String;

    public bool IsNumber => element.ValueKind == JsonValueKind.Number;

    public bool IsList => element.ValueKind == JsonValueKind.Array;

    public JsonPlace this[int index] => new(element[index], file, $"{path}[{index}]");

    public static JsonPlace Root(JsonDocument document, string file) => new(document.RootElement, file, "");

    /// <summary>Null if the field is missing or null.</summary>
    public JsonPlace? Find(string field)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Wrong("an object");
        return element.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? new JsonPlace(value, file, path.Length == 0 ? field : $"{path}.{field}") : null;
    }

    public JsonPlace Get(string field) =>
        Find(field) ?? throw new InputException("plan.field", $"'{field}' is missing.", Where);

    public string Text() => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number => element.GetRawText(),
        _ => throw Wrong("a text"),
    };

    public double Number()
    {
        if (element.ValueKind != JsonValueKind.Number || !element.TryGetDouble(out var number) || !double.IsFinite(number)) throw Wrong("a number");
        return number;
    }

    public double NotNegative()
    {
        var number = Number();
        return number >= 0 ? number : throw new InputException("plan.field", string.Create(CultureInfo.InvariantCulture, $"{number} is below nought."), Where);
    }

    public bool Truth() => element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : throw Wrong("true or false");

    private InputException Wrong(string wanted) => new("plan.field", $"{wanted[..1].ToUpperInvariant()}{wanted[1..]} is wanted here, not {Short()}.", Where);

    private string Short()
    {
        var text = element.GetRawText();
        return text.Length <= 40 ? text : text[..40] + "…";
    }
}
