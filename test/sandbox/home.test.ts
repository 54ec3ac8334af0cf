import { mkdtempSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { SandboxHome } from "../../sandbox/home";
import { freePorts } from "../../sandbox/ports";

const base = () => mkdtempSync(path.join(os.tmpdir(), "sandbox-home-"));

describe("SandboxHome", () => {
  it("has a folder for each checkout and stack", () => {
    const folders = [
      SandboxHome.of("/a", "dev", "/b"),
      SandboxHome.of("/a", "prod", "/b"),
      SandboxHome.of("/c", "dev", "/b"),
    ];
    expect(new Set(folders.map(({ folder }) => folder)).size).toBe(3);
    expect(folders[0]?.folder).toMatch(/^\/b\/dev-[0-9a-f]{8}$/);
    expect(SandboxHome.of("/a/x/..", "dev", "/b").folder).toBe(folders[0]?.folder);
  });

  it("stores its facts with permissions for its user only", async () => {
    const home = SandboxHome.of("/a", "dev", base());
    expect(home.readFacts()).toBeUndefined();
    expect(() => home.facts).toThrow(`the folder ${home.folder} must contain a sandbox`);
    const facts = { root: "/a", stack: "dev", ports: await freePorts(), adminToken: "t", passphrase: "p" };
    home.writeFacts(facts);
    expect(SandboxHome.at(home.folder).facts).toEqual(facts);
    expect(statSync(path.join(home.folder, "sandbox.json")).mode & 0o777).toBe(0o600);
  });
});

describe("freePorts", () => {
  it("returns different ports", async () => {
    const ports = Object.values(await freePorts());
    expect(new Set(ports).size).toBe(ports.length);
  });
});
