import type { TabletBundle } from "./wire";

const mapCache = "mobileteams-map";
const atOnce = 4;

export interface MapKept {
  kept: number;
  total: number;
}

/** Fetches the squares around the route and the two styles once, and lets go of squares of other routes. */
export async function keepMap(bundle: TabletBundle, progress: (kept: MapKept) => void): Promise<void> {
  if (!("caches" in window)) return;
  const cache = await caches.open(mapCache);
  const wanted = [...bundle.tiles, bundle.mapStyles.day, bundle.mapStyles.night].filter(isOurs);
  const isWanted = new Set(wanted.map((path) => new URL(path, location.origin).href));
  const kept = new Set<string>();
  for (const { url } of await cache.keys()) {
    if (isWanted.has(url)) kept.add(url);
    else if (new URL(url).pathname.startsWith("/tiles/")) await cache.delete(url);
  }
  const missing = [...isWanted].filter((url) => !kept.has(url));
  let have = kept.size;
  progress({ kept: have, total: isWanted.size });
  let next = 0;
  const worker = async () => {
    while (next < missing.length) {
      const url = missing[next++]!;
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
        // An empty square (204) is an answer too, and worth keeping.
        if (!response.ok) continue;
        await cache.put(url, response);
        progress({ kept: ++have, total: isWanted.size });
      } catch {
        // The network went; the next bundle tries again.
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

export async function forgetMap(): Promise<void> {
  if ("caches" in window) await caches.delete(mapCache);
}

function isOurs(path: string): boolean {
  return new URL(path, location.origin).origin === location.origin;
}
