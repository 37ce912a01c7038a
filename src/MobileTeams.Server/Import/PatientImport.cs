using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Measures;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Import;

/// <summary>Who is visited, one a line; known again by the identity number. A column that the file does not have leaves what is there.</summary>
internal static class PatientImport
{
    private static readonly Column Identifier = new(
        "Personnummer", "identity number", IsRequired: true, AlsoKnownAs: ["Samordningsnummer", "Reservnummer", "Person-nr", "Identitetsnummer"]);
    private static readonly Column GivenName = new("Förnamn", "given name", "givenName", IsRequired: true, AlsoKnownAs: ["First name"]);
    private static readonly Column FamilyName = new("Efternamn", "family name", "familyName", IsRequired: true, AlsoKnownAs: ["Last name", "Surname"]);
    private static readonly Column Address = new("Adress", "address", "address", IsRequired: true, AlsoKnownAs: ["Gatuadress"]);
    private static readonly Column Longitude = new("Longitud", "longitude", "place", AlsoKnownAs: ["Lon", "Lng"]);
    private static readonly Column Latitude = new("Latitud", "latitude", AlsoKnownAs: ["Lat"]);
    private static readonly Column Area = new("Område", "area", "area");
    private static readonly Column Phone = new("Telefon", "phone", "phone", AlsoKnownAs: ["Telefonnummer"]);
    private static readonly Column Door = new("Dörr", "door", "access");
    private static readonly Column DoorDetail = new("Dörrinformation", "door detail", AlsoKnownAs: ["Portkod", "Nyckel"]);
    private static readonly Column WhatMatters = new("Viktigt för mig", "what matters", "whatMatters", AlsoKnownAs: ["Vad är viktigt för dig?"]);
    private static readonly Column NotBefore = new("Tidigast", "not before", "guestRules", AlsoKnownAs: ["Tidigast besök"]);
    private static readonly Column NotAfter = new("Senast", "not after", AlsoKnownAs: ["Senast besök"]);
    private static readonly Column Violence = new("Risk för våld", "violence risk", "safety");
    private static readonly Column Oxygen = new("Syrgas", "oxygen");
    private static readonly Column Infection = new("Smitta", "infection");
    private static readonly Column Dog = new("Hund", "dog");
    private static readonly Column HeavyLift = new("Tungt lyft", "heavy lift");
    private static readonly Column PersonaName = new("Persona", "persona", "persona");
    private static readonly Column Protection = new("Skyddade personuppgifter", "protected identity", "protection");
    private static readonly Column NamedStaff = new("Namngiven personal", "named staff", "namedStaff");
    private static readonly Column Contact = new("Fast vårdkontakt", "permanent care contact", "permanentCareContact");
    private static readonly Column Relatives = new("Närstående", "relatives", "relatives");

    public static IReadOnlyList<Column> Columns { get; } =
    [
        Identifier, GivenName, FamilyName, Address, Longitude, Latitude, Area, Phone, Door, DoorDetail, WhatMatters, NotBefore, NotAfter,
        Violence, Oxygen, Infection, Dog, HeavyLift, PersonaName, Protection, NamedStaff, Contact, Relatives,
    ];

    public static async Task<IReadOnlyList<ImportedItem>> Examine(ImportDesk desk, ImportSheet sheet, CancellationToken ct)
    {
        var named = new List<(ImportRow Row, PersonIdentifier Key)>();
        foreach (var row in sheet.Rows)
            if (References.Identifier(row, Identifier, desk.Today) is { } identifier) named.Add((row, identifier));
        sheet.RefuseTwice(named, Identifier);
        var known = await desk.Store.FindPatients(desk.Viewer, [.. named.Select(one => one.Key.Value).Distinct()], ct);
        var staff = await References.Staff(desk, sheet.Rows.SelectMany(row => row.List(NamedStaff).Append(row.Cell(Contact))), ct);
        var places = new PlaceFinder(desk.Map, desk.Centre.Place);
        var items = new List<ImportedItem>();
        foreach (var (row, identifier) in named)
        {
            var before = known.GetValueOrDefault(identifier.Value);
            if (known.ContainsKey(identifier.Value) && before is null)
            {
                row.Wrong(
                    Identifier,
                    "import.patient-closed",
                    "Kontot får inte ändra den här patienten.",
                    "This account may not change this patient.");
                continue;
            }

            if (before is not null && before.Centre != desk.Centre.Id)
            {
                row.Wrong(
                    Identifier,
                    "import.other-centre",
                    "Patienten hör till ett annat vårdcentrum och flyttas inte genom import.",
                    "The patient belongs to another care centre and is not moved by an import.");
                continue;
            }

            if (Patient(desk, row, identifier, before, staff, places) is not { } patient) continue;
            items.Add(ImportedItem.Of(row.Line, patient.ShortName, patient.Address, before, patient, Columns, connection => desk.Store.Save(connection, desk.Viewer, patient)));
        }

        return items;
    }

    private static Patient? Patient(ImportDesk desk, ImportRow row, PersonIdentifier identifier, Patient? before, References staff, PlaceFinder places)
    {
        var address = row.Text(Address, before?.Address ?? "", 200);
        var hasMoved = before is null || SearchText.Fold(before.Address) != SearchText.Fold(address) || !row.IsEmpty(Longitude) || !row.IsEmpty(Latitude);
        var place = hasMoved ? places.Find(row, Address, Longitude, Latitude) : before!.Place;
        var protection = row.Choice(Protection, before?.Protection, Choices.Protections) ?? ProtectedIdentity.None;
        var named = row.Has(NamedStaff) ? staff.Find(row, NamedStaff, row.List(NamedStaff)) : before?.NamedStaff ?? [];
        if (protection != ProtectedIdentity.None && named.Count == 0)
        {
            row.Wrong(
                NamedStaff,
                "import.named-staff",
                "För skyddade personuppgifter måste minst en namngiven person anges: annars får ingen se patienten.",
                "For a protected identity at least one person has to be named: nobody may see the patient otherwise.");
        }

        var contact = !row.Has(Contact) ? before?.PermanentCareContact : row.IsEmpty(Contact) ? null : staff.Find(row, Contact, [row.Cell(Contact)]) is [var found] ? found : null;
        var door = before?.Access ?? new AccessMethod(AccessKind.OpensSelf, "");
        var patient = new Patient(
            before?.Id ?? ImportIds.Patient(desk.Viewer.Organisation, identifier.Value),
            desk.Centre.Id,
            identifier,
            row.Text(GivenName, "", 80),
            row.Text(FamilyName, "", 80),
            place ?? desk.Centre.Place,
            address,
            References.Area(row, Area, before?.Area, desk.Centre),
            row.Text(Phone, before?.Phone ?? "", 40, TextShape.Phone),
            new AccessMethod(row.Choice(Door, door.Kind, Choices.Doors) ?? AccessKind.OpensSelf, row.Text(DoorDetail, door.Detail, 200)),
            row.Text(WhatMatters, before?.WhatMatters ?? "", 2_000, TextShape.Words),
            new GuestRules(row.Time(NotBefore, before?.GuestRules.NotBefore), row.Time(NotAfter, before?.GuestRules.NotAfter)),
            Safety(row, before?.Safety ?? SafetyFlags.None),
            row.Choice(PersonaName, before?.Persona, Choices.Personas) ?? Persona.TraditionalUnconcerned,
            protection,
            named,
            contact,
            row.Has(Relatives) ? ReadRelatives(row) : before?.Relatives ?? []);
        return place is null ? null : patient;
    }

    private static SafetyFlags Safety(ImportRow row, SafetyFlags before)
    {
        SafetyFlags Flag(Column column, SafetyFlags flag) => row.YesNo(column, before.HasFlag(flag)) ? flag : SafetyFlags.None;

        return Flag(Violence, SafetyFlags.ViolenceRisk)
            | Flag(Oxygen, SafetyFlags.Oxygen)
            | Flag(Infection, SafetyFlags.Infection)
            | Flag(Dog, SafetyFlags.Dog)
            | Flag(HeavyLift, SafetyFlags.HeavyLift);
    }

    // "Karin Berg, dotter, 070-174 06 05 | Nils Berg, son"
    private static List<RelatedPerson> ReadRelatives(ImportRow row)
    {
        var relatives = new List<RelatedPerson>();
        foreach (var written in row.Text(Relatives, "", 1_000).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = written.Split(',', StringSplitOptions.TrimEntries);
            if (parts.Length > 3)
            {
                row.Wrong(
                    Relatives,
                    "import.relatives",
                    "Skriv varje närstående som ”namn, relation, telefon” och ett lodstreck (|) mellan dem.",
                    "Write each relative as “name, relation, phone”, with a bar (|) between them.");
            }
            else
            {
                relatives.Add(new RelatedPerson(parts[0], parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2) ?? ""));
            }
        }

        return relatives;
    }
}
