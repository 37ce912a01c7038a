// A made-up shift around Tierp. Nobody in it exists.

const minute = 60_000;

export function makeDay(now = Date.now()) {
  const start = Math.floor((now - 50 * minute) / (5 * minute)) * 5 * minute;
  const at = (minutes) => new Date(start + minutes * minute).toISOString();
  const base = { name: "Vårdcentrum Tierp", place: [17.5135, 60.3461] };
  const stops = [
    {
      shortName: "Anna-Lisa B.", name: "Anna-Lisa Bergkvist", age: 84, address: "Centralgatan 12, Tierp", place: [17.5171, 60.3422], after: 15, length: 25,
      whatMatters: "Att få sitta vid köksbordet och att ni inte har bråttom.", access: { kind: "KeyInCabinet", detail: "Skåp 3, nyckel 12" }, safety: [],
      tasks: [{ kind: "Insulin", text: "Före frukost. Blodsocker först." }, { kind: "Meal", text: "" }], travel: [240, 1300],
    },
    {
      shortName: "Gösta L.", name: "Gösta Lindahl", age: 91, address: "Storgatan 4, Örbyhus", place: [17.7012, 60.2253], after: 70, length: 35,
      whatMatters: "Att slippa åka in. Att Karin kommer om hon kan.", access: { kind: "DigitalLock", detail: "Kod 4471, öppna när du är framme" }, safety: ["Oxygen", "Dog"],
      tasks: [{ kind: "PalliativeCare", text: "Läkemedel enligt palliativ ordination" }, { kind: "NursingAssessment", text: "Smärta, andning, sömn" }, { kind: "Hygiene", text: "Om han orkar" }],
      travel: [1260, 19400], relatives: [{ name: "Eva Lindahl", relation: "Dotter", phone: "070-123 45 67" }], permanentContact: { name: "Karin Ek", phone: "0293-101 01" },
      sbar: { situation: "Genombrottssmärta sedan 06:30.", background: "Palliativ vård i livets slut, plan finns.", assessment: "NRS 8 enligt dottern.", recommendation: "Bedömning på plats, extra dos enligt ordination." },
      notes: [{ at: new Date(start - 600 * minute).toISOString(), by: "Sara Nyström", text: "Sov dåligt. Dottern är där hela helgen." }],
    },
    {
      shortName: "Ingrid S.", name: "Ingrid Sundström", age: 78, address: "Tobovägen 21, Tobo", place: [17.6441, 60.2602], after: 135, length: 30, whatMatters: "Att benet läker så att jag kan gå till kyrkan.",
      access: { kind: "OpensSelf", detail: "" }, safety: [], tasks: [{ kind: "WoundCare", text: "Bensår vänster, omläggning" }, { kind: "Compression", text: "" }], travel: [560, 7100], isTogether: true, with: [{ name: "N4", status: "EnRoute" }],
    },
    {
      shortName: "Protected", name: "Maja Protected-Lind", age: 47, address: "Vendelvägen 3, Vendel", place: null, after: 190, length: 20, whatMatters: "Att ingen annan får veta var jag bor.", access: { kind: "OpensSelf", detail: "Ring först" },
      safety: ["ViolenceRisk"], tasks: [{ kind: "Medicine", text: "Depotinjektion" }], travel: [900, 13800], isProtected: true,
    },
    {
      shortName: "Karl-Erik J.", name: "Karl-Erik Jansson", age: 88, address: "Söderforsvägen 44, Söderfors", place: [17.2331, 60.3902], after: 260, length: 25, whatMatters: "", access: { kind: "RelativeOpens", detail: "Hustrun Märta öppnar" },
      safety: ["HeavyLift"], tasks: [{ kind: "Mobility", text: "Två personer" }, { kind: "BloodSample", text: "PK, lämnas före 14" }], travel: [2280, 36200], isTogether: true, with: [{ name: "N4", status: "EnRoute" }], promisedLate: true,
    },
  ];
  let before = base.place;
  const visits = stops.map((stop, i) => {
    const place = stop.place ?? [17.6, 60.16];
    const [a, b] = [before, place];
    before = place;
    const shape = Array.from({ length: 12 }, (_, k) => [a[0] + ((b[0] - a[0]) * k) / 11 + 0.012 * Math.sin(k * 1.3) * (k % 11 ? 1 : 0), a[1] + ((b[1] - a[1]) * k) / 11 + 0.004 * Math.cos(k) * (k % 11 ? 1 : 0)]);
    return {
      visit: `0193a000-0000-7000-8000-00000000000${i + 1}`, order: i, status: "Published", start: at(stop.after), end: at(stop.after + stop.length),
      promised: { earliest: at(stop.after - 15), latest: at(stop.after + (stop.promisedLate ? -8 : 15)) }, travelSeconds: stop.travel[0], travelMetres: stop.travel[1],
      urgency: null, isUrgent: false, isTogether: stop.isTogether ?? false, with: stop.with ?? [],
      patient: {
        name: stop.name, shortName: stop.shortName, age: stop.age, address: stop.address, place: stop.place, whatMatters: stop.whatMatters, access: stop.access, safety: stop.safety, phone: "0293-555 0" + i,
        permanentContact: stop.permanentContact ?? null, relatives: stop.relatives ?? [], isProtected: stop.isProtected ?? false,
      },
      tasks: stop.tasks, sbar: stop.sbar ?? null, notes: stop.notes ?? [], legShape: shape,
      legSteps: [{ street: "Centralgatan", metres: 420, seconds: 50 }, { street: "Väg 292", metres: stop.travel[1] - 1100, seconds: stop.travel[0] - 150 }, { street: stop.address.split(/ \d/)[0], metres: 680, seconds: 100 }],
    };
  });
  return {
    team: "0193a000-0000-7000-8000-0000000000aa", name: "N2", centre: "Vårdcentrum Tierp", date: new Date(start).toISOString().slice(0, 10), version: 1, timeZone: "Europe/Stockholm", start: at(0), end: at(480),
    crew: [{ name: "Karin Ek", category: "RegisteredNurse" }, { name: "Ali Demir", category: "AssistantNurse" }], vehicle: null, base, breaks: [{ start: at(225), minutes: 30 }], visits,
    mapStyles: { day: "/map/style.json?theme=day", night: "/map/style.json?theme=night" }, tiles: tilesAround(visits.flatMap((v) => v.legShape), [8, 10, 11]),
  };
}

function tilesAround(places, zooms) {
  const found = new Set();
  for (const z of zooms) {
    for (const [lon, lat] of places) {
      const n = 2 ** z;
      const x = Math.floor(((lon + 180) / 360) * n);
      const y = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * n);
      found.add(`/tiles/${z}/${x}/${y}.mvt`);
    }
  }
  return [...found];
}

export function urgentVisit(day, now = Date.now()) {
  const at = (minutes) => new Date(now + minutes * minute).toISOString();
  return {
    ...day.visits[0], visit: "0193a000-0000-7000-8000-0000000000ff", order: 0.5, status: "Dispatched", start: at(20), end: at(65), promised: null, urgency: "Orange", isUrgent: true, isTogether: false, with: [],
    patient: { ...day.visits[0].patient, name: "Sven Urgentsson", shortName: "Sven U.", age: 73, address: "Månkarbo 7, Månkarbo", place: [17.4695, 60.2219], whatMatters: "Att min katt får mat.", safety: ["Infection"] },
    tasks: [{ kind: "MedicalAssessment", text: "" }], sbar: { situation: "Feber 39,5 och förvirrad.", background: "KOL, kateter.", assessment: "NEWS2 6.", recommendation: "Bedömning i hemmet inom 30 min." }, notes: [], travelSeconds: 1080, travelMetres: 15900,
  };
}
