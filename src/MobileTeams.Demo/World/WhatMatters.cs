namespace MobileTeams.Demo.World;

/// <summary>"Vad är viktigt för dig?" as people answer it.</summary>
internal static class WhatMatters
{
    public static IReadOnlyList<string> Answers { get; } =
    [
        "Att jag får sitta vid fönstret och se när fåglarna kommer till matningen. Fyll gärna på fröna.",
        "Att ni ringer på och väntar. Jag kommer, det tar bara en stund.",
        "Att få dricka kaffet i lugn och ro innan vi börjar med allt det andra.",
        "Att min hustru får sova. Hon har vakat många nätter, tala tyst i hallen.",
        "Att det är samma ansikten. Jag har börjat tappa namn, men jag känner igen röster.",
        "Att komma ut på bron varje dag, om så bara för fem minuter.",
        "Att själv knäppa skjortan. Det går sakta men det är min skjorta.",
        "Att höra gudstjänsten på radion klockan elva på söndagar. Kom inte då om det går.",
        "Att kunna åka till barnbarnsbarnets dop i juni. Det är det jag tränar för.",
        "Att slippa sjukhuset. Jag har gjort mitt där.",
        "Att Sotis, katten, inte smiter ut när dörren öppnas.",
        "Att ni pratar med mig och inte över mig.",
        "Att jag får ha tidningen i fred fram till nio.",
        "Att kunna läsa. Ögondropparna först, sedan får resten komma.",
        "Att ingen flyttar på Gösta. Hans fotografi ska stå där det står.",
        "Att få bo kvar i huset jag byggde. Trappan klarar jag, så länge jag får ta den baklänges.",
        "Att smärtan är borta till kvällen, för då ringer min son från Kanada.",
        "Att få laga maten själv. Ni får gärna skala potatisen.",
        "Att ni tar av skorna. Jag har skurat de här golven i sextio år.",
        "Att någon skrattar åt mina historier, också de gamla.",
        "Att jag får bestämma när det är natt. Jag har aldrig gått och lagt mig före elva.",
        "Att dansa. Det blir inte som på Furuvik, men musiken får gärna vara på.",
        "Att få prata finska när jag är trött. Svenskan försvinner då.",
        "Att hålla ordning på älgpasset, också härifrån soffan. Fråga hur det gick.",
        "Att kvällsmedicinen kommer före nyheterna, annars oroar jag mig hela sändningen.",
        "Att jag inte blir till besvär. Säg till om jag är det.",
        "Att få följa med ut till båthuset en gång till, i maj, när strömmingen går.",
        "Att få be i lugn och ro. Fråga mig om tiderna, de ändrar sig över året.",
        "Att ni säger vad ni ska göra innan ni gör det. Jag ser inte era händer.",
        "Att hunden får gå ut först. Sedan är jag er.",
        "Att kunna gå till brevlådan själv igen.",
        "Att någon kommer ihåg att jag var lärare. Rätta gärna mitt korsord.",
        "Att sova ut på lördagar. Jag har stigit upp fem hela livet för kornas skull.",
        "Att vi har det lite fint. Tänd ljuset på bordet när det är mörkt ute.",
        "Att inte bli skyndad. Då blir jag rädd och allt går långsammare.",
        "Att min dotter får veta hur det är, på riktigt, utan att ni gör det värre än det är.",
        "Att få ha dörren till sovrummet på glänt. Jag var instängd som barn.",
        "Att orka sitta uppe när barnbarnen kommer på söndag.",
        "Att jag får tvätta ansiktet själv, med kallt vatten, som på fäboden.",
        "Att det står färska blommor på Ingas grav. Tala om för min son om jag glömmer.",
        "Att fotbollen är på. Brynäs går också bra, om det måste vara hockey.",
        "Att slippa ha ont när jag vänder mig på natten.",
        "Att få berätta om min man. Han dog i mars.",
        "Att slippa upprepa mig. Läs gärna innan ni kommer in.",
        "Att få äta surströmming i augusti, vad doktorn än säger.",
        "Att ni inte höjer rösten. Jag hör dåligt, men tydligt räcker bättre än högt.",
        "Att grannpojken får fortsätta komma och hugga ved. Han är nog den som förstår mig bäst.",
        "Att jag kan lita på tiden. Kommer ni sent så ring, så sitter jag inte och väntar.",
        "Att få sjunga i kören igen. Torsdagar, församlingshemmet, första stolen vid dörren.",
        "Att pianot blir spelat på. Kan du någon låt så spela.",
        "Att ha kläder som passar ihop. Jag var sömmerska.",
        "Att få vara ifred efter middagen. Det är då jag pratar med Gud.",
        "Att det luktar kaffe och inte sjukhus.",
        "Att benen bär till vedboden. Längre behöver jag inte.",
        "Att vi får fira guldbröllop hemma i köket.",
        "Att mina tabletter ligger i samma ordning som alltid, annars tror jag att något är fel.",
        "Att kunna se havet. Rulla fram stolen till norra fönstret.",
        "Att få somna med lampan tänd.",
        "Att inte bo på ett hem. Jag vet att det kan bli så, men inte ännu.",
        "Att få lära mig den där surfplattan. Min systerson skickar bilder från Chile.",
        "Att få stå vid spisen medan ni är här. Ensam vågar jag inte längre.",
        "Att någon säger mitt namn rätt. Det uttalas med långt a.",
        "Att slippa insulinet framför gästerna. Vi går in i kammaren.",
        "Att få varmt bröd. Det finns i frysen, två minuter i ugnen.",
        "Att jag inte blir liggande på golvet igen. Det var åtta timmar sist.",
        "Att kunna hålla mitt löfte till Karin: att sköta rosorna.",
        "Att få skoja lite. Det är allvar nog ändå.",
        "Att hållas utanför politiken, men jag vill gärna veta vad vädret gör i Öregrundsgrepen.",
        "Att få vara den som bjuder. Ta en kaka, annars blir jag ledsen.",
        "Att min bror får komma förbi när han vill, även om det är visit på gång.",
        "Att såret blir läkt till midsommar, för då ska jag bada i Dalälven.",
        "Att få klä mig för dagen. Pyjamas är för natten.",
        "Att dra upp klockan på väggen om söndagarna. Den var fars.",
        "Att jag slipper tänka på när nästa person kommer. Skriv det på lappen på kylskåpet.",
        "Att få lov att vara arg ibland. Det går över.",
        "Att kunna köra permobilen till Ica. Friheten börjar vid grinden.",
        "Att vara behövd. Ge mig något att vika.",
        "Att någon sitter kvar en minut när allt är klart.",
    ];

    /// <summary>What a visitor does well to know, said in passing.</summary>
    public static IReadOnlyList<string> Additions { get; } =
    [
        "Jag hör bäst på vänster öra.", "Dörren kärvar, lyft lite.", "Nyckeln går trögt när det är kallt.", "Parkera inte vid garaget, där kommer taxin.", "Kaffet står på.",
        "Glasögonen brukar ligga i köket.", "Ta bakvägen, trappan är hal.", "Jag pratar helst finska.", "Jag pratar helst arabiska, men några ord svenska går bra.",
        "Min son är här på onsdagar.", "Säg ditt namn när du kommer in.", "Klappa gärna hunden, då lugnar han sig.", "Jag fryser lätt, stäng dörren efter dig.",
        "Skriv i boken på hallbordet, min dotter läser den.", "Jag tål inte parfym.", "Ring inte före åtta.", "Jag går med rollator, men bara inne.", "Vänta på att jag svarar.",
    ];

    /// <summary>Every answer comes once before any comes again; now and then with an addition.</summary>
    public static IEnumerator<string> Told(Dice dice)
    {
        while (true)
            foreach (var answer in dice.Shuffled(Answers)) yield return dice.Chance(0.35) ? $"{answer} {dice.Pick(Additions)}" : answer;
    }
}
