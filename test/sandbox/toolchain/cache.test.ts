import { describe, expect, it } from "vitest";
import { linkerFlags, toolFolder } from "../../../sandbox/toolchain/cache";
import { toolNamed, tools } from "../../../sandbox/toolchain/tools";

describe("toolFolder", () => {
  it("differs for each tool, and is stable", () => {
    const folders = tools.map((tool) => toolFolder(tool, "/cache"));
    expect(new Set(folders).size).toBe(tools.length);
    expect(tools.map((tool) => toolFolder(tool, "/cache"))).toEqual(folders);
    expect(folders[0]).toMatch(/^\/cache\/etcd-[0-9a-f]{16}$/);
  });

  it("changes with everything that determines the binary", () => {
    const tool = toolNamed("kube-apiserver");
    const moved = toolFolder({ ...tool, variables: { ...tool.variables, x: "y" } }, "/cache");
    expect(moved).not.toBe(toolFolder(tool, "/cache"));
  });
});

describe("linkerFlags", () => {
  it("set the version of a binary", () => {
    expect(linkerFlags(toolNamed("pulumi"))).toBe(
      "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.259.0",
    );
  });
});
