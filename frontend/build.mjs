/* Bundles styles, page scripts and the icon sprite into frontend/dist/anlan. */
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "..", "node_modules");
const dist = join(here, "dist", "anlan");
const oldestBrowsers = ["chrome90", "safari14.1", "firefox90"];

/** Absolute paths of the files in a folder that end as asked. */
async function entries(folder, ending) {
  const names = await readdir(join(here, folder));
  return names.filter((name) => name.endsWith(ending) && !name.endsWith(".d.ts")).map((name) => join(here, folder, name));
}

/** One <symbol>: the drawing inside a Tabler outline icon, without its own colours. */
async function symbol(name) {
  const file = join(modules, "@tabler", "icons", "icons", "outline", `${name}.svg`);
  const svg = await readFile(file, "utf8").catch(() => {
    throw new Error(`icons.json names "${name}", which Tabler Icons does not have`);
  });
  const drawing = svg
    .slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>"))
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" \/>/, "")
    .replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`;
}

async function sprite() {
  const names = JSON.parse(await readFile(join(here, "icons.json"), "utf8"));
  const symbols = await Promise.all([...new Set(names)].sort().map(symbol));
  await writeFile(join(dist, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}

const common = { bundle: true, minify: true, target: oldestBrowsers, nodePaths: [modules], logLevel: "warning", legalComments: "none" };

const started = performance.now();
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await Promise.all([
  sprite(),
  copyFile(join(modules, "htmx.org", "dist", "htmx.min.js"), join(dist, "htmx.js")),
  copyFile(join(here, "styles", "favicon.svg"), join(dist, "favicon.svg")),
  build({ ...common, entryPoints: [join(here, "styles", "anlan.css"), ...(await entries("styles/pages", ".css"))], outdir: dist, entryNames: "[name]" }),
  build({ ...common, entryPoints: await entries("src/pages", ".ts"), outdir: dist, entryNames: "[name]", format: "iife" }),
  build({ ...common, entryPoints: { field: join(here, "src", "field", "app.ts"), "field-worker": join(here, "src", "field", "worker.ts") }, outdir: dist, format: "iife" }),
]);
const made = await readdir(dist);
console.log(`front end: ${made.map((name) => basename(name)).sort().join(" ")} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
