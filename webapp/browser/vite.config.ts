// Builds the bundle into webapp/static/built, with the manifest that webapp/http/assets.py reads.

import { defineConfig, type Plugin } from "vite";
import { licences } from "./licences.ts";

/** What two libraries do that a Content Security Policy with neither inline styles nor eval refuses, and the remedy. */
const REPLACED = [
  {
    file: "/@zazuko/yasqe/build/yasqe.esm.js",
    found: /<strong style='text-decoration:underline'>/,
    instead: "<strong>",
  },
  {
    // How browsers without JSON.parse would have read what is stored; there are none left.
    file: "/@zazuko/yasqe/build/yasqe.esm.js",
    found: /eval\("\(" \+ text \+ "\)"\)/,
    instead: "null",
  },
  {
    // The rules of this style element are in src/sparql.css.
    file: "/@observablehq/plot/src/plot.js",
    found: /\.call\(\(svg\) =>\s*\/\/[^\n]*\s*svg\.append\("style"\)\.text\(\s*`[^`]*`\s*\)\s*\)/,
    instead: "",
  },
];

function fitForStrictPolicy(): Plugin {
  return {
    name: "fit-for-strict-policy",
    enforce: "pre",
    transform(code, id) {
      const changes = REPLACED.filter(({ file }) => id.split("?")[0]?.endsWith(file));
      if (changes.length === 0) return null;
      let changed = code;
      for (const { file, found, instead } of changes) {
        if (!found.test(changed)) this.error(`${file} has changed; see REPLACED in vite.config.ts`);
        changed = changed.replace(found, instead);
      }
      return { code: changed, map: null };
    },
  };
}

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [fitForStrictPolicy(), licences("licences.txt")],
  build: {
    outDir: "../static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    // The editor itself is the largest chunk, and a page of its own loads it.
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      input: { sparql: "src/sparql.ts", explore: "src/explore/main.ts", search: "src/search.ts", fonts: "src/fonts.css", embed: "src/embed.ts", style: "../static/style.css" },
      // What both a page and a part that it fetches later use.
      output: { codeSplitting: { groups: [
        { name: "combobox", test: /browser\/src\/combobox\.ts$|@github\/combobox-nav/ }, // on every page
        { name: "shared", test: /browser\/src\/(dom|site|terms)\.ts$|vite\/preload-helper/ },
        { name: "explorer", test: /browser\/src\/explore\/(?!main|picture|overlay|labels|pointer|nodeprogram|lineprogram|model|emphasis)\w+\.ts$/ },
      ] } },
    },
  },
});
