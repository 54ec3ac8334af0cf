import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCfnLint } from "../../../generate/models/cfnLint";
import { javascriptPattern } from "../../../generate/models/constraints";
import { inputShapes } from "../../../generate/models/inputShapes";
import { root } from "../../support/plan";

describe("an unpacked cfn-lint", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "cfn-lint-"));
  const schemas = path.join(folder, "cfnlint/data/schemas");

  beforeAll(() => {
    for (const inner of ["providers", "resources"]) mkdirSync(path.join(schemas, inner), { recursive: true });
    const write = (file: string, value: object) => writeFileSync(path.join(schemas, file), JSON.stringify(value));
    write("version.json", { schema_date: "2026-10-20T22:11:15Z" });
    write("providers/us-east-1.json", { "AWS::Test::Queue": "abc" });
    write("resources/abc.json", { typeName: "AWS::Test::Queue" });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is reported as missing, with the command that installs it", () => {
    expect(() => readCfnLint(folder)).toThrow(
      `${folder} has no cfn-lint: pip install --no-deps --target FOLDER cfn-lint, then npm run models -- FOLDER`,
    );
  });

  it("has a version, a date and schemas by type", () => {
    mkdirSync(path.join(folder, "cfn_lint-1.58.0.dist-info"));
    const { version, asOf, schemaOf } = readCfnLint(folder);
    expect([version, asOf]).toEqual(["1.58.0", "2026-10-20"]);
    expect(schemaOf("AWS::Test::Queue")).toEqual({ typeName: "AWS::Test::Queue" });
    expect(() => schemaOf("AWS::Test::Topic")).toThrow("cfn-lint has no schema of AWS::Test::Topic");
  });
});

describe("a pattern", () => {
  it("is rewritten for JavaScript", () => {
    expect(javascriptPattern("^[\\w]+\\Z")).toBe("^[\\w]+$");
    expect(javascriptPattern("a\\:b\\@c")).toBe("a:b@c");
    expect(javascriptPattern("^[\\p{L}_.\\-]*$")).toBe("^[\\p{L}_.\\-]*$");
  });

  it("that cannot be rewritten is an error", () => {
    expect(() => javascriptPattern("(?i)a")).toThrow("the pattern is not valid in JavaScript: (?i)a");
  });
});

describe("inputs", () => {
  it("are read from the SDK's declarations", () => {
    const shape = inputShapes(root, ["aws:eks/nodeGroup:NodeGroup"]).get("aws:eks/nodeGroup:NodeGroup");
    const properties = shape?.kind === "object" ? shape.properties : {};
    expect(properties.clusterName).toEqual({ required: true, shape: { kind: "string" } });
    expect(properties.diskSize).toEqual({ required: false, shape: { kind: "number" } });
    expect(properties.labels).toEqual({ required: false, shape: { kind: "map" } });
    expect(properties.subnetIds).toEqual({ required: true, shape: { kind: "list", element: { kind: "string" } } });
    expect(properties.scalingConfig?.shape).toMatchObject({
      kind: "object",
      properties: { maxSize: { required: true, shape: { kind: "number" } } },
    });
  });

  it("of a type that the SDK does not have are an error", () => {
    expect(() => inputShapes(root, ["aws:eks/nodeGroup:Nodes"])).toThrow("the SDK declares no NodesArgs");
  });
});
