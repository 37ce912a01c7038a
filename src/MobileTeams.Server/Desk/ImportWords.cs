using MobileTeams.Server.Import;

namespace MobileTeams.Server.Desk;

/// <summary>The words of the import page, Swedish and English side by side.</summary>
internal static class ImportWords
{
    public static string Title => Say("Läs in från fil", "Import from a file");

    public static string Menu => Say("Läs in", "Import");

    public static string Intro => Say(
        "Ingenting sparas förrän du har sett vad filen gör, och ingenting alls om någon rad är fel. Samma fil två gånger ändrar inget.",
        "Nothing is saved until you have seen what the file does, and nothing at all if any line is wrong. The same file twice changes nothing.");

    public static string Kind => Say("Vad filen innehåller", "What the file holds");

    public static string File => Say("Fil (CSV)", "File (CSV)");

    public static string Reading => Say("Läser …", "Reading …");

    public static string Saving => Say("Sparar …", "Saving …");

    public static string Save(int rows) => Say(rows == 1 ? "Spara 1 rad" : $"Spara {rows} rader", rows == 1 ? "Save 1 row" : $"Save {rows} rows");

    public static string NothingToSave => Say("Allt i filen finns redan.", "Everything in the file is there already.");

    public static string Saved => Say("Sparat.", "Saved.");

    public static string Rows => Say("Rader", "Rows");

    public static string New => Say("Nya", "New");

    public static string Changed => Say("Ändrade", "Changed");

    public static string Unchanged => Say("Oförändrade", "Unchanged");

    public static string Errors => Say("Fel", "Errors");

    public static string ErrorsTitle(int errors) => Say(
        errors == 1 ? "1 fel – ingenting kan sparas förrän det är rättat" : $"{errors} fel – ingenting kan sparas förrän de är rättade",
        errors == 1 ? "1 error – nothing can be saved until it is put right" : $"{errors} errors – nothing can be saved until they are put right");

    public static string MoreErrors(int errors) => Say($"… och {errors} till.", $"… and {errors} more.");

    public static string Line => Say("Rad", "Line");

    public static string Column => Say("Kolumn", "Column");

    public static string WhatIsWrong => Say("Vad som är fel", "What is wrong");

    public static string WholeLine => Say("hela raden", "the whole line");

    public static string Sample => Say("Så förstås filen", "How the file is understood");

    public static string What => Say("Vad", "What");

    public static string State => Say("Blir", "Becomes");

    public static string WhatChanges => Say("Ändras", "Changes");

    public static string NotRead => Say("Filen kunde inte läsas. Välj den igen.", "The file could not be read. Choose it again.");

    public static string TooLarge(int megabytes) => Say($"Filen är större än {megabytes} MB. Dela den.", $"The file is larger than {megabytes} MB. Split it.");

    public static string Of(ImportKind kind) => kind switch
    {
        ImportKind.Patients => Say("Patienter", "Patients"),
        ImportKind.Staff => Say("Personal och delegeringar", "Staff and delegations"),
        ImportKind.Shifts => Say("Teamens pass", "Team shifts"),
        ImportKind.Series => Say("Besöksserier", "Visit series"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Of(RowState state) => state switch
    {
        RowState.New => Say("ny", "new"),
        RowState.Changed => Say("ändrad", "changed"),
        RowState.Unchanged => Say("oförändrad", "unchanged"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private static string Say(string swedish, string english) => Words.IsEnglish ? english : swedish;
}
