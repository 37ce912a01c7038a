// Puts MapLibre's own files where the dispatcher's desk loads them from.
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";

const room = dirname(dirname(fileURLToPath(import.meta.url)));
const from = join(room, "node_modules/maplibre-gl");
const to = join(room, "../MobileTeams.Server/wwwroot/lib/maplibre");

rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });
for (const name of ["maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css"]) cpSync(join(from, "dist", name), join(to, name));
cpSync(join(from, "LICENSE.txt"), join(to, "LICENSE.txt"));
console.log(`MapLibre for the desk: ${to}`);
