import type { FeatureCollection } from "geojson";
import type { GeoJSONSource, LngLatBoundsLike, Map as MapLibre, Marker } from "maplibre-gl";
import type { Tablet } from "./tablet";
import { Stage, stageOf, type RouteVisit } from "./visits";
import type { LonLat } from "./wire";

type Library = typeof import("maplibre-gl");

/** The team's route on a map. Made when first asked for, kept while the app lives, drawn by MapLibre from the tablet's own squares. */
export class MapView {
  readonly element = document.createElement("div");
  #map: MapLibre | null = null;
  #library: Library | null = null;
  #markers = new Map<string, Marker>();
  #style = "";
  #team = "";
  /** What was drawn last, so that a ticking clock does not draw it again. */
  #drawn = "";
  state: "loading" | "ready" | "missing" = "loading";

  constructor(private readonly tablet: Tablet) {
    this.element.className = "map-canvas";
  }

  /** Puts the map into a place on the screen and brings it up to date. */
  async showIn(place: HTMLElement): Promise<void> {
    if (this.element.parentElement !== place) {
      place.append(this.element);
      this.#map?.resize();
    }
    if (this.state === "missing") return;
    if (!this.#map && !this.#library) {
      try {
        await this.#begin();
      } catch {
        // No WebGL, or the map's code is not on the tablet: the list does the work.
        this.state = "missing";
        this.tablet.changed();
        return;
      }
    }
    this.#update();
  }

  showAll(): void {
    const bounds = this.#bounds();
    if (bounds) this.#map?.fitBounds(bounds, { padding: 56, maxZoom: 14, duration: this.#pace });
  }

  showNext(): void {
    const place = this.tablet.route.current?.patient.place;
    if (place) this.#map?.easeTo({ center: place, zoom: 14, duration: this.#pace });
  }

  get #pace(): number {
    return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 400;
  }

  async #begin(): Promise<void> {
    const { bundle } = this.tablet;
    if (!bundle) return;
    const [library, worker] = await Promise.all([import("maplibre-gl"), import("maplibre-gl/dist/maplibre-gl-worker.mjs?url")]);
    library.setWorkerUrl(worker.default);
    this.#library = library;
    this.#style = this.#wantedStyle();
    const bounds = this.#bounds();
    const map = new library.Map({
      container: this.element,
      style: this.#style,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
      ...(bounds ? { bounds, fitBoundsOptions: { padding: 56, maxZoom: 14 } } : { center: bundle.base.place, zoom: 11 }),
    });
    map.touchZoomRotate.disableRotation();
    this.#map = map;
    this.#team = bundle.team;
    map.on("style.load", () => {
      this.#drawn = "";
      this.#addRoute(map);
      this.#update();
    });
    map.on("idle", () => {
      this.element.dataset["idle"] = "true";
      if (this.state === "ready") return;
      this.state = "ready";
      this.tablet.changed();
    });
  }

  #wantedStyle(): string {
    const styles = this.tablet.bundle!.mapStyles;
    return new URL(this.tablet.theme === "dark" ? styles.night : styles.day, location.origin).href;
  }

  #update(): void {
    const map = this.#map;
    const { bundle } = this.tablet;
    if (!map || !bundle) return;
    const style = this.#wantedStyle();
    if (style !== this.#style) {
      this.#style = style;
      map.setStyle(style);
      return;
    }
    if (this.#team !== bundle.team) {
      this.#team = bundle.team;
      this.showAll();
    }
    const { visits, current } = this.tablet.route;
    const now = JSON.stringify([this.tablet.language, bundle.version, [...this.tablet.revealed], current?.visit, visits.map((v) => [v.visit, v.status, v.startsAt])]);
    if (now === this.#drawn || !map.getSource("route")) return;
    this.#drawn = now;
    void (map.getSource("route") as GeoJSONSource).setData(lines(visits.filter((visit, i) => !this.#isHidden(visit) && !this.#isHidden(visits[i - 1]))));
    this.#placeMarkers(map, visits, current);
  }

  #addRoute(map: MapLibre): void {
    const isDark = this.tablet.theme === "dark";
    map.addSource("route", { type: "geojson", data: lines([]) });
    const line = (id: string, width: number, colour: string, filter: boolean) =>
      map.addLayer({
        id,
        type: "line",
        source: "route",
        ...(filter ? { filter: ["!", ["get", "isOver"]] } : {}),
        layout: { "line-cap": "round", "line-join": "round" },
        paint: { "line-color": colour, "line-width": width, "line-opacity": id === "route-over" ? 0.55 : 1 },
      });
    line("route-edge", 9, isDark ? "#0b1110" : "#ffffff", true);
    line("route-over", 4, isDark ? "#6d7f79" : "#7d8a86", false);
    line("route-ahead", 5.5, isDark ? "#6fd0b2" : "#0b6b57", true);
  }

  /** A protected home is not on the map, nor the way to it or from it, until the nurse asks for it. */
  #isHidden(visit: RouteVisit | undefined): boolean {
    return visit !== undefined && visit.patient.isProtected && !this.tablet.revealed.has(visit.visit);
  }

  #placeMarkers(map: MapLibre, visits: RouteVisit[], current: RouteVisit | null): void {
    for (const marker of this.#markers.values()) marker.remove();
    this.#markers.clear();
    const { bundle, say, format } = this.tablet;
    this.#mark(map, "base", bundle!.base.place, "base", "⌂", say("mapBase", { name: bundle!.base.name }), null);
    visits.forEach((visit, i) => {
      const { place, isProtected, address } = visit.patient;
      if (!place || this.#isHidden(visit)) return;
      const kind = stageOf(visit.status) === Stage.Over ? "over" : visit === current ? "current" : visit.isUrgent ? "urgent" : "ahead";
      const label = say("mapStop", { n: i + 1, time: format.time(visit.startsAt), address: isProtected ? say("protectedIdentity") : address });
      this.#mark(map, visit.visit, place, kind, String(i + 1), label, () => (location.hash = `#/visit/${visit.visit}`));
    });
  }

  #mark(map: MapLibre, key: string, place: LonLat, kind: string, text: string, label: string, open: (() => void) | null): void {
    const element = document.createElement(open ? "button" : "span");
    element.className = `stop stop-${kind}`;
    element.textContent = text;
    element.setAttribute("aria-label", label);
    element.title = label;
    if (open) element.addEventListener("click", open);
    else element.setAttribute("role", "img");
    this.#markers.set(key, new this.#library!.Marker({ element }).setLngLat(place).addTo(map));
  }

  #bounds(): LngLatBoundsLike | null {
    const { bundle } = this.tablet;
    if (!bundle) return null;
    const places = [bundle.base.place, ...bundle.visits.flatMap((visit) => [...visit.legShape, ...(visit.patient.place ? [visit.patient.place] : [])])];
    const lons = places.map(([lon]) => lon);
    const lats = places.map(([, lat]) => lat);
    return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  }
}

function lines(visits: RouteVisit[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: visits
      .filter((visit) => visit.legShape.length > 1)
      .map((visit) => ({
        type: "Feature",
        properties: { isOver: stageOf(visit.status) >= Stage.Arrived },
        geometry: { type: "LineString", coordinates: visit.legShape },
      })),
  };
}
