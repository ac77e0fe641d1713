// Tools from npm as programs of a pipe, for bench/run: node beside.mjs FOLDER autocorrect|pangu|zhlint <in >out
// FOLDER has the node_modules. Each line goes to the library's function by itself: that is the kindest way to call
// them, for none of them grows with the length of the text then.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, tool] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(folder), "package.json"));

const cleaners = {
  autocorrect: async () => require("autocorrect-node").format,
  pangu: async () => {
    const pangu = require("pangu");
    return (line) => (pangu.default ?? pangu.pangu ?? pangu).spacingText(line);
  },
  zhlint: async () => {
    const { run } = await import(pathToFileURL(require.resolve("zhlint")).href);
    return (line) => run(line, { rules: { preset: "default" } }).result;
  },
};

if (!cleaners[tool]) {
  console.error(`beside.mjs: no tool "${tool}"; there are ${Object.keys(cleaners).join(", ")}`);
  process.exit(2);
}
const clean = await cleaners[tool]();
let out = "";
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  out += clean(line) + "\n";
  if (out.length > 1 << 16) {
    process.stdout.write(out);
    out = "";
  }
}
process.stdout.write(out);
