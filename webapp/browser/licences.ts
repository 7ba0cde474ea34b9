// Collects the licences of everything that the bundle may hold, which have to travel with it.

import { readdirSync, readFileSync } from "node:fs";
import type { Plugin } from "vite";

interface Locked {
  version?: string;
  license?: string;
  dev?: boolean;
}

/** Writes the names, versions and licence texts of all dependencies, other than those of the build, into one file. */
export function licences(fileName: string): Plugin {
  return {
    name: "licences",
    generateBundle() {
      const { packages } = JSON.parse(readFileSync("package-lock.json", "utf-8")) as { packages: Record<string, Locked> };
      const parts = Object.entries(packages)
        .filter(([path, { dev }]) => path !== "" && dev !== true)
        .map(([path, locked]) => described(path, locked));
      this.emitFile({ type: "asset", fileName, source: parts.join(`\n${"-".repeat(80)}\n\n`) });
    },
  };
}

function described(path: string, { version, license }: Locked): string {
  const files = readdirSync(path).filter((file) => /^(licen[cs]e|copying)/i.test(file));
  const texts = files.map((file) => readFileSync(`${path}/${file}`, "utf-8").trim());
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  return [`${name} ${version ?? ""} (${license ?? "see below"})`, ...texts].join("\n\n") + "\n";
}
