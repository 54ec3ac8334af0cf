"use strict";
// Preloaded into a measured program. Writes its resource usage when it ends.
// `maxRSS` is at least the memory of the parent process, so the parent must be small.
const { writeFileSync } = require("node:fs");

process.on("exit", () => writeFileSync(process.env.BENCH_USAGE_FILE, JSON.stringify(process.resourceUsage())));
