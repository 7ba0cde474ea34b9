// @ts-check
// Arranges the network that comes in, a view as the server tells it, just as the browser would; tells where each node is.

import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

/**
 * @template T
 * @param {string} file
 * @returns {Promise<T>}
 */
async function load(file) {
  const root = fileURLToPath(new URL(".", import.meta.url));
  return (await runnerImport(`${root}src/explore/${file}`, { root, configFile: false, logLevel: "error" })).module;
}

/** @type {typeof import("./src/explore/view")} */
const { completed } = await load("view.ts");
/** @type {typeof import("./src/explore/plan")} */
const { planOf } = await load("plan.ts");
/** @type {typeof import("./src/explore/layout")} */
const { arranged } = await load("layout.ts");

const view = completed(JSON.parse(await text(process.stdin)));
const plan = planOf(view);
const found = arranged(plan);
const rounded = plan.nodes.map((node, index) => [node, [2 * index, 2 * index + 1].map((at) => Math.round((found[at] ?? 0) * 10) / 10)]);
process.stdout.write(`${JSON.stringify(Object.fromEntries(rounded))}\n`);
