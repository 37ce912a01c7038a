namespace MobileTeams.Dispatch.Patients;

public enum IdentifierKind
{
    Personnummer,
    Samordningsnummer,
    Reservnummer,
}

/// <summary>A Swedish identity number, twelve characters without a dash.</summary>
public sealed partial record PersonIdentifier
{
    private PersonIdentifier(IdentifierKind kind, string value) => (Kind, Value) = (kind, value);

    public IdentifierKind Kind { get; }

    /// <summary>Twelve characters, such as <c>189001019802</c>.</summary>
    public string Value { get; }

    /// <summary>As people write it: <c>18900101-9802</c>.</summary>
    public override string ToString() => $"{Value[..8]}-{Value[8..]}";
}
