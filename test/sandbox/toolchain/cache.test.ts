import { describe, expect, it } from "vitest";
import { linkerFlags, toolFolder } from "../../../sandbox/toolchain/cache";
import { toolNamed, tools } from "../../../sandbox/toolchain/tools";

describe("toolFolder", () => {
  it("is another for each tool, and the same each time", () => {
    const folders = tools.map((tool) => toolFolder(tool, "/cache"));
    expect(new Set(folders).size).toBe(tools.length);
    expect(tools.map((tool) => toolFolder(tool, "/cache"))).toEqual(folders);
    expect(folders[0]).toMatch(/^\/cache\/etcd-[0-9a-f]{16}$/);
  });

  it("moves with whatever makes the binary another one", () => {
    const tool = toolNamed("kube-apiserver");
    const moved = toolFolder({ ...tool, variables: { ...tool.variables, x: "y" } }, "/cache");
    expect(moved).not.toBe(toolFolder(tool, "/cache"));
  });
});

describe("linkerFlags", () => {
  it("gives a binary its version", () => {
    expect(linkerFlags(toolNamed("pulumi"))).toBe(
      "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.259.0",
    );
  });
});
