namespace MobileTeams.Demo.World;

/// <summary>Common names, combined by chance. Nobody in particular is meant.</summary>
internal sealed class Naming(Dice dice)
{
    private static readonly string[] OldWomen =
    [
        "Astrid", "Inga-Lill", "Gunvor", "Britt-Marie", "Ingegerd", "Märta", "Siv", "Ulla", "Ingrid", "Karin", "Margareta", "Birgitta", "Kerstin", "Gerd", "Maj-Britt", "Elsa", "Vera",
        "Rut", "Greta", "Barbro", "Solveig", "Aina", "Irma", "Dagny", "Svea", "Linnéa", "Viola", "Ann-Marie", "Gun", "Inger", "Lilian", "Monica", "Berit", "Anita", "Rakel", "Tyra",
        "Hillevi", "Eivor", "Sonja", "Asta", "Doris", "Majken", "Ebba", "Hjördis", "Ragnhild", "Sigrid", "Yvonne", "Åsa", "Kaija", "Aino", "Helmi", "Fatima", "Khadija",
        "Zahra", "Amina", "Milica", "Danuta", "Halina", "Maria", "Teresa", "Ludmila", "Shirin", "Nahid", "Rosa", "Carmen", "Selam", "Nazdar", "Lien",
    ];

    private static readonly string[] OldMen =
    [
        "Bengt", "Arne", "Sven-Erik", "Lars-Göran", "Karl-Erik", "Åke", "Östen", "Sture", "Rune", "Göte", "Ivar", "Ragnar", "Folke", "Nils", "Gunnar", "Stig", "Bertil", "Roland", "Evert",
        "Tage", "Helge", "Harry", "Allan", "Olle", "Göran", "Kjell", "Leif", "Börje", "Valter", "Henning", "Sixten", "Torsten", "Holger", "Erik", "Gösta", "Verner", "Einar", "Hilding",
        "Lennart", "Assar", "Yngve", "Alfred", "Jan-Olof", "Per-Olov", "Veikko", "Toivo", "Pentti", "Hassan", "Abdi", "Mahmoud", "Dragan", "Zoran", "Stanisław", "Reza", "Hossein",
        "Giorgos", "Haile", "Yusuf", "Dinh",
    ];

    private static readonly string[] Women =
    [
        "Emma", "Sara", "Malin", "Jenny", "Linda", "Åsa", "Helena", "Lena", "Maria", "Anna-Karin", "Frida", "Ida", "Josefin", "Lisa", "Camilla", "Therese", "Pernilla", "Ulrika", "Cecilia",
        "Hanna", "Elin", "Moa", "Tilda", "Ebba", "Sofia", "Märit", "Gunilla", "Marie", "Annika", "Carina", "Veronica", "Nina", "Amal", "Hodan", "Fadumo", "Rahel", "Selamawit", "Noor",
        "Leila", "Parisa", "Shilan", "Aleksandra", "Agnieszka", "Marija", "Jelena", "Thi Mai", "Suda", "Nasrin", "Yasmin", "Paula", "Päivi", "Kirsi", "Ewa", "Olena", "Mihaela", "Gulnaz",
    ];

    private static readonly string[] Men =
    [
        "Anders", "Johan", "Mikael", "Fredrik", "Peter", "Jonas", "Mattias", "Oskar", "Emil", "Niklas", "Håkan", "Jörgen", "Ahmed", "Mohamed", "Ali", "Omar", "Tesfay", "Samuel", "Amir",
        "Hamid", "Darko", "Piotr", "Andrei", "Mehmet", "Jari", "Mustafa", "Daniel", "Robert", "Tobias", "Pär",
    ];

    private static readonly string[] Families =
    [
        "Andersson", "Johansson", "Karlsson", "Nilsson", "Eriksson", "Larsson", "Olsson", "Persson", "Svensson", "Gustafsson", "Pettersson", "Jonsson", "Jansson", "Hansson", "Bengtsson",
        "Lindberg", "Lindqvist", "Lindström", "Lindgren", "Sjöberg", "Sjöström", "Bergström", "Bergman", "Berglund", "Östlund", "Österberg", "Öhman", "Åberg", "Åkesson", "Åström", "Ängström",
        "Sundberg", "Sundin", "Norberg", "Nordin", "Nyström", "Hedlund", "Hedström", "Holmgren", "Holm", "Forsberg", "Forslund", "Wallin", "Westin", "Vikström", "Björklund", "Björk",
        "Ekström", "Eklund", "Ek", "Engström", "Falk", "Fransson", "Grönlund", "Hellström", "Isaksson", "Jakobsson", "Källström", "Löfgren", "Löfqvist", "Mattsson", "Mårtensson", "Modin",
        "Nyberg", "Nygren", "Rosén", "Rydberg", "Sandström", "Söderberg", "Söderlund", "Söderström", "Tjärnberg", "Törnqvist", "Ulfsson", "Viklund", "Wikander", "Zetterlund", "Hägg",
        "Häggström", "Sköld", "Stål", "Rask", "Fors", "Gädda", "Smed", "Kolare", "De Geer", "Hubinette", "Laurin", "Gille", "Pousette",
    ];

    private static readonly string[] FamiliesFromElsewhere =
    [
        "Virtanen", "Korhonen", "Mäkinen", "Nieminen", "Ali", "Hassan", "Ahmed", "Mohamud", "Warsame", "Abdi", "Haile", "Tesfamariam", "Kowalska", "Nowak", "Jovanović", "Petrović", "Hodžić",
        "Al-Rashid", "Haddad", "Khalil", "Karimi", "Hosseini", "Rezaei", "Yılmaz", "Demir", "Nguyen", "Srisuwan", "García", "Papadopoulos", "Popescu", "Shevchenko", "Aziz", "Barzani",
    ];

    private static readonly string[] OftenFromElsewhere =
    [
        "Kaija", "Aino", "Helmi", "Fatima", "Khadija", "Zahra", "Amina", "Milica", "Danuta", "Halina", "Teresa", "Ludmila", "Shirin", "Nahid", "Rosa", "Carmen", "Selam", "Nazdar", "Lien",
        "Veikko", "Toivo", "Pentti", "Hassan", "Abdi", "Mahmoud", "Dragan", "Zoran", "Stanisław", "Reza", "Hossein", "Giorgos", "Haile", "Yusuf", "Dinh", "Amal", "Hodan", "Fadumo", "Rahel",
        "Selamawit", "Noor", "Leila", "Parisa", "Shilan", "Aleksandra", "Agnieszka", "Marija", "Jelena", "Thi Mai", "Suda", "Nasrin", "Yasmin", "Päivi", "Kirsi", "Olena", "Mihaela", "Gulnaz",
        "Ahmed", "Mohamed", "Ali", "Omar", "Tesfay", "Amir", "Hamid", "Darko", "Piotr", "Andrei", "Mehmet", "Jari", "Mustafa",
    ];

    private readonly HashSet<string> given = [];

    /// <summary>A name nobody else in this world has.</summary>
    public (string Given, string Family) Patient(bool isWoman) => Fresh(isWoman ? OldWomen : OldMen);

    /// <summary>A name nobody else in this world has.</summary>
    public (string Given, string Family) Staff(bool isWoman) => Fresh(isWoman ? Women : Men);

    /// <summary>Somebody younger, for relatives; the same name may come again.</summary>
    public string Relative(bool isWoman, string family)
    {
        var isFromElsewhere = FamiliesFromElsewhere.Contains(family);
        var fitting = (isWoman ? Women : Men).Where(name => OftenFromElsewhere.Contains(name) == isFromElsewhere).ToList();
        return $"{dice.Pick(fitting)} {(dice.Chance(0.6) ? family : dice.Pick(isFromElsewhere ? FamiliesFromElsewhere : Families))}";
    }

    private (string Given, string Family) Fresh(string[] givenNames)
    {
        while (true)
        {
            var first = dice.Pick(givenNames);
            var family = dice.Pick(OftenFromElsewhere.Contains(first) && dice.Chance(0.85) ? FamiliesFromElsewhere : Families);
            if (given.Add($"{first} {family}")) return (first, family);
        }
    }
}
