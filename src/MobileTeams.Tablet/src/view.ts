import { h, drawing, patchChildren } from "./dom";
import { MapView } from "./mapView";
import { visitCard } from "./screens/card";
import { oldPasswordScreen, pinScreen, signInScreen, unlockScreen } from "./screens/doors";
import { lines } from "./screens/drawings";
import { outboxScreen } from "./screens/outbox";
import { banners, header } from "./screens/parts";
import { currentDock, routeList, tabs } from "./screens/route";
import { shiftsScreen } from "./screens/shifts";
import { alarmContent, sheetContent } from "./screens/sheets";
import type { Tablet } from "./tablet";
import { findUnacknowledged } from "./visits";

/** Where the nurse is in the app, read from the address: the back key of the tablet works. */
type Place = { kind: "list" } | { kind: "map" } | { kind: "outbox" } | { kind: "visit"; visit: string };

function placeOf(hash: string): Place {
  const visit = /^#\/visit\/([^/]+)$/.exec(hash)?.[1];
  if (visit) return { kind: "visit", visit };
  if (hash === "#/map") return { kind: "map" };
  if (hash === "#/outbox") return { kind: "outbox" };
  return { kind: "list" };
}

const wide = matchMedia("(min-width: 1000px)");

/** Draws the app's state; all screens end here. */
export class View {
  readonly #app = document.getElementById("app")!;
  readonly #sheet = document.getElementById("sheet") as HTMLDialogElement;
  readonly #alarm = document.getElementById("alarm") as HTMLDialogElement;
  #map: MapView | null = null;
  #screen = "";

  constructor(private readonly tablet: () => Tablet) {
    wide.addEventListener("change", () => this.draw());
    this.#sheet.addEventListener("cancel", () => tablet().closeSheet());
    this.#sheet.addEventListener("click", (event) => {
      if (event.target === this.#sheet) tablet().closeSheet();
    });
    // The alarm has one way out: to acknowledge.
    this.#alarm.addEventListener("cancel", (event) => event.preventDefault());
  }

  draw(): void {
    const tablet = this.tablet();
    document.documentElement.lang = tablet.language;
    document.documentElement.dataset["theme"] = tablet.theme;
    document.querySelector('meta[name="theme-color"]')?.setAttribute("content", tablet.theme === "dark" ? "#0d1312" : "#f4f2ec");
    const { screen, nodes } = this.#content(tablet);
    const wanted = document.createElement("div");
    wanted.append(...nodes.filter((node) => node !== null));
    patchChildren(this.#app, wanted);
    this.#app.dataset["screen"] = screen.split(" ")[0]!;
    this.#placeToast();
    this.#drawSheet(tablet);
    this.#drawAlarm(tablet);
    this.#mountMap(tablet);
    if (screen !== this.#screen) {
      const isFirst = this.#screen === "";
      this.#screen = screen;
      document.title = title(tablet, screen);
      window.scrollTo(0, 0);
      this.#app.querySelector(".card")?.scrollTo(0, 0);
      // The day is long: show where we are in it.
      if (screen === "list" || screen === "map") this.#app.querySelector(".is-current")?.scrollIntoView({ block: "nearest" });
      if (!isFirst) this.#app.querySelector<HTMLElement>("h1[tabindex]")?.focus({ preventScroll: true });
    }
  }

  #content(tablet: Tablet): { screen: string; nodes: (Node | null)[] } {
    switch (tablet.phase) {
      case "starting":
        return { screen: "starting", nodes: [] };
      case "signIn":
        return { screen: "signIn", nodes: [signInScreen(tablet)] };
      case "unlock":
        return { screen: "unlock", nodes: [unlockScreen(tablet)] };
      case "oldPassword":
        return { screen: "oldPassword", nodes: [oldPasswordScreen(tablet)] };
      case "shifts":
      case "working":
    }
    if (tablet.isLocked) return tablet.pin ? { screen: "pin", nodes: [pinScreen(tablet)] } : { screen: "unlock", nodes: [unlockScreen(tablet)] };
    if (tablet.phase === "shifts") return { screen: "shifts", nodes: [header(tablet), banners(tablet), shiftsScreen(tablet), this.#toast(tablet)] };
    return this.#working(tablet);
  }

  #working(tablet: Tablet): { screen: string; nodes: (Node | null)[] } {
    const place = placeOf(location.hash);
    const top = [header(tablet), banners(tablet)];
    const pane = (name: string, ...content: (Node | null)[]) => h(`div.pane.${name}`, { key: name }, ...content);
    const showsMap = place.kind === "map" || (place.kind === "list" && wide.matches);
    const list = h("div.scroll", { key: "scroll" }, routeList(tablet));
    const detail = showsMap
      ? [this.#mapPlace(tablet), currentDock(tablet)]
      : place.kind === "visit"
        ? visitCard(tablet, place.visit)
        : place.kind === "outbox"
          ? [outboxScreen(tablet)]
          : [];
    const isList = place.kind === "list" || place.kind === "map";
    const main = h(
      "main",
      { key: "main" },
      wide.matches || place.kind === "list" ? pane("left", isList && !wide.matches ? tabs(tablet, "list") : null, list, wide.matches ? null : currentDock(tablet)) : null,
      detail.length > 0 ? pane("right", place.kind === "map" && !wide.matches ? tabs(tablet, "map") : null, ...detail) : null,
    );
    const screen = place.kind === "visit" ? `visit ${place.visit}` : place.kind;
    return { screen, nodes: [...top, main, this.#toast(tablet)] };
  }

  #mapPlace(tablet: Tablet): HTMLElement {
    const { say } = tablet;
    const state = this.#map?.state ?? "loading";
    return h(
      "section.map",
      { key: "map", "aria-label": say("mapLabel") },
      h("div.map-place", { key: "place", "data-own": true }),
      state === "ready"
        ? h(
            "div.map-buttons",
            { key: "buttons" },
            h("button.second", { type: "button", onclick: () => this.#map?.showAll() }, say("mapAll")),
            tablet.route.current?.patient.place ? h("button.second", { type: "button", onclick: () => this.#map?.showNext() }, say("mapNext")) : null,
          )
        : h("p.map-note", { key: "note" }, say(state === "loading" ? "mapLoading" : "mapMissing")),
      h("p.attribution", { key: "attribution" }, say("attribution")),
    );
  }

  #mountMap(tablet: Tablet): void {
    const place = this.#app.querySelector<HTMLElement>(".map-place");
    if (!place) return;
    this.#map ??= new MapView(tablet);
    void this.#map.showIn(place);
  }

  #toast(tablet: Tablet): Node {
    return h("div.toast", { key: "toast", "aria-hidden": "true", hidden: tablet.toast === "" ? "" : null }, drawing(lines.check), h("span", null, tablet.toast));
  }

  /** Just above the buttons, where the eyes are after a tap, and over nothing that is pressed next. */
  #placeToast(): void {
    const toast = this.#app.querySelector<HTMLElement>(".toast");
    const top = this.#app.querySelector(".dock")?.getBoundingClientRect().top ?? 0;
    if (toast) toast.style.bottom = `${(top > 0 ? Math.max(0, window.innerHeight - top) : 72) + 14}px`;
  }

  #drawSheet(tablet: Tablet): void {
    const { sheet } = tablet;
    if (!sheet || this.#alarm.open) {
      if (this.#sheet.open) this.#sheet.close();
      this.#sheet.replaceChildren();
      return;
    }
    const wanted = document.createElement("div");
    wanted.append(sheetContent(tablet, sheet));
    patchChildren(this.#sheet, wanted);
    this.#sheet.setAttribute("aria-labelledby", "sheet-title");
    if (!this.#sheet.open) this.#sheet.showModal();
  }

  #drawAlarm(tablet: Tablet): void {
    const visit = tablet.phase === "working" ? (tablet.dispatched?.visit ?? findUnacknowledged(tablet.route.visits)?.visit) : undefined;
    if (visit === undefined) {
      tablet.alarm.stop();
      if (this.#alarm.open) this.#alarm.close();
      this.#alarm.replaceChildren();
      return;
    }
    const wanted = document.createElement("div");
    wanted.append(alarmContent(tablet, visit));
    patchChildren(this.#alarm, wanted);
    this.#alarm.setAttribute("aria-labelledby", "alarm-title");
    this.#alarm.setAttribute("aria-describedby", "alarm-text");
    if (!this.#alarm.open) this.#alarm.showModal();
    tablet.alarm.start();
  }
}

/** For the task switcher: the team and the place in the app, nobody's name. */
function title(tablet: Tablet, screen: string): string {
  const { say } = tablet;
  const name = tablet.bundle && !tablet.isLocked ? tablet.bundle.name : "";
  const words = screen === "map" ? say("map") : screen === "outbox" ? say("outboxTitle") : screen === "signIn" ? say("signInTitle") : screen === "list" ? say("route") : "";
  return [words, name, say("appName")].filter((part) => part !== "").join(" · ");
}
