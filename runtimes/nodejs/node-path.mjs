// Lets ES modules find packages where NODE_PATH says, layers before the SDK, as AWS's runtimes do; Node.js does so for require alone.

import { registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const PACKAGE = /^(?![./]|[a-z]+:)/;

/** As if whoever imports stood beside the folder: only one called node_modules can be looked into so. */
function beside() {
  const folders = (process.env.NODE_PATH ?? "").split(path.delimiter).filter((folder) => path.basename(folder) === "node_modules");
  return folders.map((folder) => pathToFileURL(path.join(folder, "..", "importer.mjs")).href);
}

/** Tried when nothing is found the usual way, so that a function's own packages go first and nothing else takes longer. */
registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (error.code !== "ERR_MODULE_NOT_FOUND" || !PACKAGE.test(specifier)) throw error;
      for (const parentURL of beside()) {
        try {
          return next(specifier, { ...context, parentURL });
        } catch (another) {
          if (another.code !== "ERR_MODULE_NOT_FOUND") throw another;
        }
      }
      throw error;
    }
  },
});
