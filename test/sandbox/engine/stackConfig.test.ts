import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { sandboxConfig } from "../../../sandbox/engine/stackConfig";
import { fixtureFolder } from "../../fixtures/fixtures";

describe("sandboxConfig", () => {
  it("keeps the user's settings, and uses the sandbox's charts", () => {
    const text = readFileSync(path.join(fixtureFolder, "Pulumi.dev.yaml"), "utf8");
    const before = parse(text);
    expect(parse(sandboxConfig(text, "/charts", "v1:salt"))).toEqual({
      config: { ...before.config, "mlops:mirror": { charts: "/charts" } },
      encryptionsalt: "v1:salt",
    });
  });

  it("keeps the other settings of a mirror", () => {
    const text = "config:\n  mlops:mirror: { images: registry.example.com/mirror, charts: oci://example.com/charts }\n";
    expect(parse(sandboxConfig(text, "/charts", undefined))).toEqual({
      config: { "mlops:mirror": { images: "registry.example.com/mirror", charts: "/charts" } },
    });
  });

  it("omits secrets, which only the user's secrets provider can decrypt", () => {
    const text = "secretsprovider: awskms://alias/x\nencryptedkey: abc\nencryptionsalt: v1:theirs\nconfig: {}\n";
    expect(parse(sandboxConfig(text, "/charts", "v1:ours"))).toEqual({
      config: { "mlops:mirror": { charts: "/charts" } },
      encryptionsalt: "v1:ours",
    });
  });
});
