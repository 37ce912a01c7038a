namespace MobileTeams.Measures;

/// <summary>Bad input from outside: what, where, why, what to do. The code is listed in <c>docs/errors.md</c>.</summary>
/// <param name="code">Stable and lower-case with dots, such as <c>map.truncated</c>.</param>
/// <param name="message">A whole sentence for the person who gave the input; no patient data.</param>
/// <param name="place">File, line, column or field, if there is one.</param>
public sealed class InputException(string code, string message, string? place = null, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;

    public string? Place { get; } = place;
}
