import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const room = fileURLToPath(new URL(".", import.meta.url));
const base = "/tablet/";

/** Writes into the service worker which files make the app, and a version that changes when any of them does. */
function shell(): Plugin {
  const publicFolder = join(room, "public");
  return {
    name: "mobileteams-shell",
    enforce: "post",
    generateBundle(_, bundle) {
      const digest = createHash("sha256");
      const files: string[] = [];
      for (const [name, file] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (name === "sw.js" || name.endsWith(".map")) continue;
        files.push(base + name);
        digest.update(name).update(file.type === "chunk" ? file.code : file.source);
      }
      for (const name of (readdirSync(publicFolder, { recursive: true }) as string[]).sort()) {
        if (!/\.[a-z0-9]+$/.test(name)) continue;
        files.push(base + name.replaceAll("\\", "/"));
        digest.update(name).update(readFileSync(join(publicFolder, name)));
      }
      const worker = bundle["sw.js"];
      if (worker?.type !== "chunk") throw new Error("The service worker was not built.");
      worker.code = worker.code
        .replace("__SHELL_FILES__", () => JSON.stringify(files))
        .replace("__SHELL_VERSION__", () => JSON.stringify(digest.digest("hex").slice(0, 16)));
    },
  };
}

export default defineConfig({
  root: room,
  base,
  plugins: [shell()],
  build: {
    outDir: "../MobileTeams.Server/wwwroot/tablet",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1400,
    rolldownOptions: {
      input: { app: join(room, "index.html"), sw: join(room, "src/sw.ts") },
      output: {
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        chunkFileNames: "assets/[name]-[hash].js",
        // One ending for scripts: not every web server knows .mjs.
        assetFileNames: (asset) => `assets/[name]-[hash]${asset.names[0]?.endsWith(".mjs") ? ".js" : "[extname]"}`,
      },
    },
  },
});
