using System.Text;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;
using MobileTeams.Server.Import;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Tests.Import;

/// <summary>A file is understood, compared, and saved whole or not at all.</summary>
public sealed class FilesAreSavedWholeOrNotAtAllTests(WorldDatabase world) : IClassFixture<WorldDatabase>
{
    private static readonly string First = World.Identifier(100).ToString();
    private static readonly string Second = World.Identifier(101).ToString();

    private Parts Parts => world.Parts;

    [Fact]
    public async Task Patients_are_made_found_again_and_changed()
    {
        var file = $"""
            Personnummer;Förnamn;Efternamn;Adress;Telefon;Hund;Viktigt för mig;Tidigast;Dörr;Närstående
            {First};Åsa;Öberg;Storgatan 2;070-174 06 06;ja;"Kaffe först,
            sedan allt annat";9.30;Nyckelbox;Karin Öberg, dotter, 070-174 06 07 | Nils, granne
            {Second};Olle;Ek;Kyrkogatan 3b, 815 37 Tierp;+46 70 174 06 08;nej;;;;
            """;
        var preview = await Read(ImportKind.Patients, file);
        AssertGood(preview, rows: 2, made: 2, changed: 0, unchanged: 0);
        Assert.False(preview.Saved);
        Assert.Equal(0L, await Count("patient", First, Second));

        Assert.True((await Save(ImportKind.Patients, file)).Saved);
        var åsa = await Patient(First);
        Assert.Equal(("Åsa", "Öberg", "070-174 06 06", SafetyFlags.Dog), (åsa.GivenName, åsa.FamilyName, åsa.Phone, åsa.Safety));
        Assert.Equal("Kaffe först,\nsedan allt annat", åsa.WhatMatters);
        Assert.Equal(new GuestRules(new TimeOnly(9, 30), null), åsa.GuestRules);
        Assert.Equal(new AccessMethod(AccessKind.KeyBox, ""), åsa.Access);
        Assert.Equal([new RelatedPerson("Karin Öberg", "dotter", "070-174 06 07"), new RelatedPerson("Nils", "granne", "")], åsa.Relatives);
        AssertNear('1', åsa.Place);
        AssertNear('3', (await Patient(Second)).Place);

        AssertGood(await Save(ImportKind.Patients, file), rows: 2, made: 0, changed: 0, unchanged: 2);

        var changed = await Save(ImportKind.Patients, file.Replace("070-174 06 06", "070-174 06 09", StringComparison.Ordinal));
        AssertGood(changed, rows: 2, made: 0, changed: 1, unchanged: 1);
        Assert.Equal(["Telefon"], changed.Sample[0].Changed);
        Assert.Equal(åsa.Id, (await Patient(First)).Id);

        // A file with fewer columns leaves the rest as it is.
        var names = $"Personnummer,Förnamn,Efternamn,Adress\n{First},Åsa,Öberg-Ek,Storgatan 2\n";
        Assert.Equal(["Efternamn"], (await Save(ImportKind.Patients, names)).Sample[0].Changed);
        Assert.Equal(("070-174 06 09", SafetyFlags.Dog), ((await Patient(First)).Phone, (await Patient(First)).Safety));
    }

    [Fact]
    public async Task One_wrong_line_keeps_the_whole_file_out()
    {
        var (good, bad) = (World.Identifier(110).ToString(), World.Identifier(111).ToString());
        var before = await Facts();
        var report = await Save(ImportKind.Patients, $"""
            Personnummer;Förnamn;Efternamn;Adress
            {good};Åsa;Öberg;Storgatan 2
            {bad};;Ek;Storgatan 2
            """);
        Assert.False(report.Saved);
        var error = Assert.Single(report.Errors);
        Assert.Equal((3, "Förnamn", "import.required"), (error.Line, error.Column, error.Code));
        Assert.Equal(0L, await Count("patient", good, bad));
        Assert.Equal(before, await Facts());
    }

    [Fact]
    public async Task What_changes_the_centre_is_told_once_and_nothing_is_told_when_nothing_changes()
    {
        var file = $"Personnummer;Förnamn;Efternamn;Adress\n{World.Identifier(112)};Ny;Granne;Storgatan 2\n";
        var before = await Facts();
        await Save(ImportKind.Patients, file);
        Assert.Equal(before + 1, await Facts());
        await Save(ImportKind.Patients, file);
        Assert.Equal(before + 1, await Facts());
    }

    [Fact]
    public async Task Every_reading_and_saving_of_a_patient_is_in_the_access_log()
    {
        var identifier = World.Identifier(113);
        var file = $"Personnummer;Förnamn;Efternamn;Adress\n{identifier};Logga;Mig;Storgatan 2\n";
        await Save(ImportKind.Patients, file);
        await Read(ImportKind.Patients, file);
        var id = await Parts.Scalar<Guid>("select id from patient where identifier = $1", identifier.Value);
        Assert.Equal(1L, await Parts.Scalar<long>("select count(*) from access_log where patient_id = $1 and action = 'import.save' and account_id = $2", id, World.Dispatcher.Account));
        Assert.Equal(1L, await Parts.Scalar<long>("select count(*) from access_log where patient_id = $1 and action = 'import' and account_id = $2", id, World.Dispatcher.Account));
    }

    [Fact]
    public async Task Headings_may_be_English_in_any_order_and_spelling()
    {
        var report = await Read(ImportKind.Patients, $"ADDRESS\tgiven_name\tFamily Name\tidentity-number\nStorgatan 2\tAnn\tOak\t{World.Identifier(114)}\n");
        AssertGood(report, rows: 1, made: 1, changed: 0, unchanged: 0);
    }

    [Fact]
    public async Task Missing_double_and_unknown_columns_are_named()
    {
        var report = await Read(ImportKind.Patients, "Personnummer;Förnamn;Förnamn;Skostorlek\n1;2;3;4\n");
        Assert.Equal(
            ["Förnamn import.column-twice", "Efternamn import.column-missing", "Adress import.column-missing"],
            report.Errors.Select(error => $"{error.Column} {error.Code}"));
        Assert.Contains("Skostorlek", Assert.Single(report.Notices).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("189001019803;A;B;Storgatan 2;;", "Personnummer patient.identifier")] // the check digit is 2
    [InlineData("1,89001E+11;A;B;Storgatan 2;;", "Personnummer import.rounded")]
    [InlineData("ID;=1+1;B;Storgatan 2;;", "Förnamn import.formula")]
    [InlineData("ID;A;B\u0007;Storgatan 2;;", "Efternamn import.control-character")]
    [InlineData("ID;A;#REF!;Storgatan 2;;", "Efternamn import.spreadsheet-error")]
    [InlineData("ID;A;B;Storgatan 99;;", "Adress import.address-unknown")]
    [InlineData("ID;A;B;Storgatan;;", "Adress import.address-unknown")] // a street is not a door
    [InlineData("ID;A;B;Storgatan 12;;", "Adress import.address-several")] // in Tierp and in Gimo
    [InlineData("ID;A;B;Hemma;17,4;", "Latitud import.coordinates-half")]
    [InlineData("ID;A;B;Hemma;60,49;17,42", "Longitud import.coordinates-swapped")]
    [InlineData("ID;A;B;Hemma;18,06;59,33", "Longitud import.coordinates-off-map")]
    [InlineData("ID;A;B;Hemma;640000;6710000", "Longitud import.coordinates-grid")]
    [InlineData("ID;A;B;Hemma;öst;norr", "Longitud import.number,Latitud import.number")]
    [InlineData("ID;A;B;Hemma;17,4;60,5;för mycket", " import.row-long")]
    public async Task A_wrong_cell_is_named_by_line_column_and_code(string line, string errors)
    {
        var report = await Read(ImportKind.Patients, $"Personnummer;Förnamn;Efternamn;Adress;Longitud;Latitud\n{line.Replace("ID", World.Identifier(115).Value, StringComparison.Ordinal)}\n");
        Assert.Equal(errors.Split(','), report.Errors.Select(error => $"{error.Column} {error.Code}"));
        Assert.All(report.Errors, error => Assert.Equal(2, error.Line));
    }

    [Fact]
    public async Task A_place_with_no_road_near_it_is_wrong()
    {
        // X is drawn 12 rows below the northern road and 20 columns east of the southern one: more than 3 km from any.
        var place = TownMap.Place('X');
        var report = await Read(ImportKind.Patients, FormattableString.Invariant($"Personnummer;Förnamn;Efternamn;Adress;Longitud;Latitud\n{World.Identifier(116)};A;B;Ödemarken;{place.Lon};{place.Lat}\n"));
        Assert.Equal("import.coordinates-no-road", Assert.Single(report.Errors).Code);
    }

    [Theory]
    [InlineData("Storgatan 12, Tierp", '2')]
    [InlineData("STORGATAN 12, 747 31 GIMO", '4')]
    [InlineData("kyrkogatan 3 B", '3')]
    [InlineData("Norrgården", 'N')]
    public async Task An_address_is_looked_up(string address, char letter)
    {
        var identifier = World.Identifier(120 + letter);
        Assert.True((await Save(ImportKind.Patients, $"Personnummer;Förnamn;Efternamn;Adress\n{identifier};A;B;\"{address}\"\n")).Saved);
        AssertNear(letter, (await Patient(identifier.Value)).Place);
    }

    [Fact]
    public async Task The_same_patient_twice_is_wrong()
    {
        var report = await Read(ImportKind.Patients, $"Personnummer;Förnamn;Efternamn;Adress\n{First};A;B;Storgatan 2\n{First.Replace("-", "", StringComparison.Ordinal)};A;B;Storgatan 2\n");
        var error = Assert.Single(report.Errors);
        Assert.Equal((3, "import.row-twice"), (error.Line, error.Code));
    }

    [Fact]
    public async Task A_protected_identity_needs_somebody_named_and_is_closed_to_the_others()
    {
        await Save(ImportKind.Staff, "Anställningsnummer;Namn;Yrke\nP1;Petra Pil;sjuksköterska\n");
        var identifier = World.Identifier(117);
        string File(string named, string phone) => $"Personnummer;Förnamn;Efternamn;Adress;Skyddade personuppgifter;Namngiven personal;Telefon\n{identifier};Hemlig;Annan;Storgatan 2;sekretessmarkering;{named};{phone}\n";
        Assert.Equal("import.named-staff", Assert.Single((await Read(ImportKind.Patients, File("", "1"))).Errors).Code);
        Assert.Equal("import.person-unknown", (await Read(ImportKind.Patients, File("P9", "1"))).Errors[0].Code);
        Assert.True((await Save(ImportKind.Patients, File("P1", "1"))).Saved);

        // The dispatcher is not named: from now on the patient is closed.
        var again = await Save(ImportKind.Patients, File("P1", "2"));
        Assert.Equal("import.patient-closed", Assert.Single(again.Errors).Code);
        var series = await Read(ImportKind.Series, $"Personnummer;Serie;Tid;Längd;Insatser;Från\n{identifier};S;8;15;tillsyn;2026-11-23\n");
        Assert.Equal("import.patient-unknown", Assert.Single(series.Errors).Code);

        // Whoever is named may.
        var named = World.Dispatcher with { Person = ImportIds.Person(World.North.Id, "P1") };
        var report = await Handle(named, ImportKind.Patients, File("P1", "2"), save: true);
        Assert.Equal((true, 1), (report!.Saved, report.Changed));
    }

    [Fact]
    public async Task Other_centres_and_organisations_are_out_of_reach()
    {
        var file = $"Personnummer;Förnamn;Efternamn;Adress\n{World.Identifier(118)};A;B;Storgatan 2\n";
        Assert.Null(await Handle(World.SouthDispatcher, ImportKind.Patients, file, save: true));
        Assert.Null(await Handle(World.NurseNora, ImportKind.Patients, file, save: true));
        Assert.Null(await Handle(World.Admin, ImportKind.Patients, file, save: true));
        Assert.Null(await Handle(World.NightDuty, ImportKind.Patients, file, save: true));
        Assert.Null(await Parts.Get<ImportHandler>().Handle(World.TeamLead, World.Gimo.Id, ImportKind.Patients, Encoding.UTF8.GetBytes(file), true, CancellationToken.None));

        // The same number in another organisation is another patient.
        Assert.True((await Save(ImportKind.Patients, file)).Saved);
        var south = await Parts.Get<ImportHandler>().Handle(World.SouthDispatcher, World.Bro.Id, ImportKind.Patients, Encoding.UTF8.GetBytes(file), true, CancellationToken.None);
        Assert.Equal((true, 1), (south!.Saved, south.New));

        // Greta is Gimo's.
        var moved = await Read(ImportKind.Patients, $"Personnummer;Förnamn;Efternamn;Adress\n{World.Patients[7].Identifier};Greta;Eta;Storgatan 2\n");
        Assert.Equal("import.other-centre", Assert.Single(moved.Errors).Code);
    }

    [Fact]
    public async Task Staff_and_delegations_are_made_and_changed_and_never_silently_taken_away()
    {
        var file = """
            Anställningsnummer;Namn;Yrke;Område;Språk;Delegering;Delegering från;Delegering till;Delegerad av;Delegering för patient;Återkallad
            s1;Siv Sälg;sjuksköterska;norra;fi, ar;;;;;;
            S2;Sten Sten;undersköterska;;;Insulin;2026-11-01;2027-11-01;S1;PATIENT;
            S2;;;;;Ögondroppar;1/11 2026;31/5 2027;S1;;
            """.Replace("PATIENT", World.Patients[0].Identifier.ToString(), StringComparison.Ordinal);
        AssertGood(await Save(ImportKind.Staff, file), rows: 3, made: 2, changed: 0, unchanged: 0);
        var people = (await Parts.Get<CentreStore>().ListPeople(World.Tierp.Id, CancellationToken.None)).ToDictionary(person => person.Name);
        var (siv, sten) = (people["Siv Sälg"], people["Sten Sten"]);
        Assert.Equal((ProfessionalCategory.RegisteredNurse, "Norra", new TimeOnly(6, 0)), (siv.Category, siv.Area, siv.DayBreakpoint));
        Assert.Equal(["fi", "ar"], siv.Languages);
        Assert.Equal(
            [(CareTaskKind.Insulin, World.Patients[0].Id, siv.Id, new DateOnly(2027, 11, 1)), (CareTaskKind.EyeDrops, null, siv.Id, new DateOnly(2027, 5, 31))],
            sten.Delegations.Select(one => (one.Task, one.Patient, one.Delegator, one.ValidTo)));

        AssertGood(await Save(ImportKind.Staff, file), rows: 3, made: 0, changed: 0, unchanged: 2);

        // Without its delegations the file says nothing of them; with a date of revocation it does.
        AssertGood(await Save(ImportKind.Staff, "Anställningsnummer;Namn;Yrke\nS2;Sten Sten;undersköterska\n"), rows: 1, made: 0, changed: 0, unchanged: 1);
        var revoked = await Save(ImportKind.Staff, file.TrimEnd(';') + ";;2026-12-01");
        Assert.Equal(["Delegering"], revoked.Sample[0].Changed);
        sten = (await Parts.Get<CentreStore>().ListPeople(World.Tierp.Id, CancellationToken.None)).Single(person => person.Name == "Sten Sten");
        Assert.Equal(World.Time.Instant(new DateOnly(2026, 12, 1), TimeOnly.MinValue), sten.Delegations[1].RevokedAt);
        Assert.Null(sten.Delegations[0].RevokedAt);
    }

    [Theory]
    [InlineData("Insulin;2026-11-01;2027-11-02;D1", "Delegering till import.delegation-too-long")] // a year and a day
    [InlineData("Insulin;2026-11-02;2026-11-01;D1", "Delegering till import.delegation-backwards")]
    [InlineData("Infusion;2026-11-01;2027-05-01;D1", "Delegering import.delegation-not-delegable")]
    [InlineData("Insulin;2026-11-01;2027-05-01;D2", "Delegerad av import.delegator")] // oneself
    [InlineData("Insulin;2026-11-01;2027-05-01;D3", "Delegerad av import.delegator")] // an assistant nurse has no insulin to give away
    [InlineData("Insulin;2026-11-01;2027-05-01;D9", "Delegerad av import.person-unknown")]
    [InlineData("Insulin;;2027-05-01;D1", "Delegering från import.delegation-incomplete")]
    [InlineData(";2026-11-01;2027-05-01;D1", "Delegering import.delegation-incomplete")]
    [InlineData("Trolleri;2026-11-01;2027-05-01;D1", "Delegering import.choice")]
    public async Task A_delegation_that_may_not_be_is_wrong(string delegation, string error)
    {
        var report = await Read(ImportKind.Staff, $"""
            Anställningsnummer;Namn;Yrke;Delegering;Delegering från;Delegering till;Delegerad av
            D1;Dora;sjuksköterska;;;;
            D2;Dan;undersköterska;{delegation}
            D3;Doris;usk;;;;
            """);
        var found = Assert.Single(report.Errors);
        Assert.Equal((3, error), (found.Line, $"{found.Column} {found.Code}"));
    }

    [Fact]
    public async Task One_person_with_two_names_is_wrong()
    {
        var report = await Read(ImportKind.Staff, "Anställningsnummer;Namn;Yrke\nE1;Eva Ek;usk\nE1;Eva Alm;usk\n");
        var error = Assert.Single(report.Errors);
        Assert.Equal((3, "Namn", "import.row-differs"), (error.Line, error.Column, error.Code));
    }

    [Fact]
    public async Task Series_are_made_tied_together_and_changed()
    {
        var anna = World.Patients[0];
        var file = $"""
            Personnummer;Serie;Tid;Längd;Insatser;Från;Till;Veckodagar;Minuter före;Minuter efter;Antal personal;Följer;Inom minuter
            {anna.Identifier};Frukost;0815;30;Måltid;2026-11-23;;;15;45;;Insulin morgon;30
            {anna.Identifier};Insulin morgon;7.45;15;"Insulin: 12 E, före frukost | tillsyn";2026-11-23;2027-05-31;vardagar, lör;15;15;2;;
            """;
        AssertGood(await Save(ImportKind.Series, file), rows: 2, made: 2, changed: 0, unchanged: 0);
        var series = (await Parts.Get<CentreStore>().ListSeries(World.Tierp.Id, CancellationToken.None)).Where(one => one.Patient == anna.Id).ToDictionary(one => one.Id);
        var insulin = series[ImportIds.Series(anna.Id, "insulin MORGON")];
        var breakfast = series[ImportIds.Series(anna.Id, "Frukost")];
        Assert.Equal((new TimeOnly(7, 45), TimeSpan.FromMinutes(15), 2), (insulin.At, insulin.Duration, insulin.StaffNeeded));
        Assert.Equal([new CareTask(CareTaskKind.Insulin, "12 E, före frukost"), new CareTask(CareTaskKind.Supervision, "")], insulin.Tasks);
        Assert.Equal((new DateOnly(2026, 11, 23), new DateOnly(2027, 5, 31), 1), (insulin.Recurrence.From, insulin.Recurrence.To, insulin.Recurrence.EveryNthDay));
        Assert.DoesNotContain(DayOfWeek.Sunday, insulin.Recurrence.Weekdays);
        Assert.Equal(6, insulin.Recurrence.Weekdays.Count);
        Assert.Equal((insulin.Id, TimeSpan.FromMinutes(30)), (breakfast.FollowsSeries, breakfast.FollowsWithin));
        Assert.Equal((TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(45)), (breakfast.Early, breakfast.Late));
        AssertGood(await Save(ImportKind.Series, file), rows: 2, made: 0, changed: 0, unchanged: 2);
        Assert.Equal(["Längd"], (await Save(ImportKind.Series, file.Replace("0815;30", "0815;35", StringComparison.Ordinal))).Sample[0].Changed);
    }

    [Theory]
    [InlineData("A;8;15;Dans;2026-11-23;;;", "Insatser import.task")]
    [InlineData("A;8;0;Måltid;2026-11-23;;;", "Längd import.range")]
    [InlineData("A;8;15;Måltid;2026-11-23;2026-11-22;;", "Till import.series-backwards")]
    [InlineData("A;8;15;Måltid;2026-11-23;;B;15", "Följer import.series-unknown")]
    [InlineData("A;8;15;Måltid;2026-11-23;;A;15", "Följer import.series-circle")]
    [InlineData("A;8;15;Måltid;2026-11-23;;Insulin;", "Inom minuter import.series-link-half,Följer import.series-unknown")]
    [InlineData("A;åtta;15;Måltid;;;;", "Tid import.time,Från import.required")]
    public async Task A_series_that_cannot_be_is_wrong(string line, string errors)
    {
        var report = await Read(ImportKind.Series, $"Personnummer;Serie;Tid;Längd;Insatser;Från;Till;Följer;Inom minuter\n{World.Patients[1].Identifier};{line}\n");
        Assert.Equal(errors.Split(',').Order(), report.Errors.Select(error => $"{error.Column} {error.Code}").Order());
    }

    [Fact]
    public async Task Two_who_import_at_once_both_end_with_all_of_it()
    {
        var files = Enumerable.Range(0, 4).Select(part =>
            "Personnummer;Förnamn;Efternamn;Adress\n" + string.Concat(Enumerable.Range(300 + (part * 5), 10).Select(number => $"{World.Identifier(number)};F{number};E;Storgatan 2\n")));
        var reports = await Task.WhenAll(files.Select(file => Save(ImportKind.Patients, file)));
        Assert.All(reports, report => Assert.True(report.Saved));

        // The four files overlap by halves: 300 to 324 are 25 patients.
        Assert.Equal(25L, await Count("patient", [.. Enumerable.Range(300, 25).Select(number => World.Identifier(number).Value)]));
        Assert.Equal(25, reports.Sum(report => report.New));
    }

    private async Task<ImportReport> Read(ImportKind kind, string file) => (await Handle(World.Dispatcher, kind, file, save: false))!;

    private async Task<ImportReport> Save(ImportKind kind, string file) => (await Handle(World.Dispatcher, kind, file, save: true))!;

    private Task<ImportReport?> Handle(Viewer viewer, ImportKind kind, string file, bool save) =>
        Parts.Get<ImportHandler>().Handle(viewer, World.Tierp.Id, kind, Encoding.UTF8.GetBytes(file), save, CancellationToken.None);

    private async Task<Patient> Patient(string identifier) => Documents.Read<Patient>(await Parts.Scalar<string>(
        "select body::text from patient where organisation_id = $1 and identifier = $2", World.North.Id.Value, identifier.Replace("-", "", StringComparison.Ordinal)));

    private Task<long> Count(string table, params string[] identifiers) => Parts.Scalar<long>(
        $"select count(*) from {table} where organisation_id = $1 and identifier = any($2)", World.North.Id.Value, identifiers.Select(identifier => identifier.Replace("-", "", StringComparison.Ordinal)).ToArray());

    private Task<int> Facts() => Parts.Get<CentreStore>().GetFactsVersion(World.Tierp.Id, CancellationToken.None);

    private static void AssertGood(ImportReport report, int rows, int made, int changed, int unchanged)
    {
        Assert.Empty(report.Errors);
        Assert.Equal((rows, made, changed, unchanged), (report.Rows, report.New, report.Changed, report.Unchanged));
    }

    // The map keeps places to a ten-millionth of a degree.
    private static void AssertNear(char letter, MobileTeams.Measures.GeoPoint place) => Assert.True(place.MetresTo(TownMap.Place(letter)) < 1, $"{place} is not {letter}");
}
