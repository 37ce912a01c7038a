/**
 * The app without a network: the shell is kept whole per version, map tiles and styles as the tablet gathered them.
 * It never touches /api or /live: what is true comes from the server or from the tablet's own memory, not from an HTTP cache.
 */
export {};
declare const self: ServiceWorkerGlobalScope;
// Written by the build.
declare const __SHELL_FILES__: string[];
declare const __SHELL_VERSION__: string;

const shellCache = `mobileteams-shell-${__SHELL_VERSION__}`;
const mapCache = "mobileteams-map";
const shellFiles = new Set(__SHELL_FILES__);
const page = "/tablet/index.html";

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(shellCache);
      await cache.addAll([...shellFiles].map((path) => new Request(path, { cache: "reload" })));
      // The first one takes over at once; a later one waits until the nurse says so, or all windows are closed.
      if (!self.registration.active) await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith("mobileteams-shell-") && name !== shellCache) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname.startsWith("/tablet")) event.respondWith(fromShell(page, request));
  } else if (shellFiles.has(url.pathname)) event.respondWith(fromShell(url.pathname, request));
  else if (url.pathname.startsWith("/tiles/")) event.respondWith(tile(request));
  else if (url.pathname.startsWith("/map/")) event.respondWith(mapFile(event, request));
});

async function fromShell(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(shellCache);
  return (await cache.match(path)) ?? fetch(request);
}

async function tile(request: Request): Promise<Response> {
  const kept = await (await caches.open(mapCache)).match(request);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch {
    // Without a network an unknown square is empty, which the map draws as ground, and not a fault.
    return new Response(null, { status: 204 });
  }
}

/** Styles and what they name: at once from the cache, and fresh for the next time. */
async function mapFile(event: FetchEvent, request: Request): Promise<Response> {
  const cache = await caches.open(mapCache);
  const kept = await cache.match(request);
  const fresh = fetch(request).then(async (response) => {
    if (response.ok) await cache.put(request, response.clone());
    return response;
  });
  if (!kept) return fresh;
  event.waitUntil(fresh.catch(() => undefined));
  return kept;
}

let handover: unknown = null;

self.addEventListener("message", (event) => {
  const message = event.data as { kind: string; handover?: unknown };
  switch (message.kind) {
    case "hand-over":
      handover = message.handover;
      break;
    case "take-back":
      event.ports[0]?.postMessage(handover);
      handover = null;
      break;
    case "forget":
      handover = null;
      break;
    case "take-over":
      void self.skipWaiting();
      break;
  }
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    (async () => {
      const windows = await self.clients.matchAll({ type: "window" });
      const open = windows.find((client) => new URL(client.url).pathname.startsWith("/tablet"));
      if (open) await open.focus();
      else await self.clients.openWindow("/tablet/");
    })(),
  );
});
