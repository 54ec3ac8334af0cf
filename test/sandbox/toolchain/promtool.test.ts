import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { chartImages } from "../../../components/services/images";
import { modulesFolder } from "../../../sandbox/toolchain/cache";

it("promtool has the version of Prometheus that evaluates alerts in the cluster", () => {
  const [, minor, patch] =
    chartImages().flatMap((image) => /^quay\.io\/prometheus\/prometheus:v3\.(\d+)\.(\d+)/.exec(image) ?? []) ?? [];
  // As a Go module, 3.14.0 is 0.314.0.
  const goMod = readFileSync(path.join(modulesFolder, "promtool", "go.mod"), "utf8");
  expect(goMod).toContain(`github.com/prometheus/prometheus v0.3${minor}.${patch} //`);
});
