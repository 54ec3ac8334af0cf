import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { readFolder } from "../../core/charts/folder";
import { root } from "../support/plan";

/** An argument of a component. */
interface Argument {
  readonly owner: string;
  readonly name: string;
  /** Type without `pulumi.Input` and `undefined`. */
  readonly type: string;
  readonly input: boolean;
}

const sources = [...readFolder(path.join(root, "components")).keys()]
  .filter((file) => file.endsWith(".ts"))
  .map((file) => {
    const text = readFileSync(path.join(root, "components", file), "utf8");
    return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  });

/**
 * Names of the types of constructor parameters: pure functions get plain values, also of what a component gets as
 * Input.
 */
function constructorTypes(source: ts.SourceFile): string[] {
  return source.statements
    .filter(ts.isClassDeclaration)
    .flatMap(({ members }) => members.filter(ts.isConstructorDeclaration))
    .flatMap(({ parameters }) => parameters.map(({ type }) => type?.getText() ?? ""));
}

function argumentsOf(source: ts.SourceFile, owners: ReadonlySet<string>): Argument[] {
  return source.statements
    .filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => owners.has(name.text))
    .flatMap(({ name, members }) =>
      members.filter(ts.isPropertySignature).flatMap((member) => {
        const type = member.type?.getText().replace(/\s*\|\s*undefined$/, "") ?? "";
        const input = /pulumi\.Input</.test(type);
        const plain = type.replace(/pulumi\.Input<([^<>]+)>/g, "$1").replace(/^readonly /, "");
        return [{ owner: name.text, name: member.name.getText(), type: plain, input }];
      }),
    );
}

const owners = new Set(sources.flatMap(constructorTypes));
const found = sources.flatMap((source) => argumentsOf(source, owners));

/** Names of resources contain these: the account of a role is part of a logical name. */
const plainArns = ["AccessArgs.administratorRoleArns", "ClusterArgs.administratorRoleArns"];

describe("arguments of components", () => {
  it("are an Input everywhere or nowhere, if they have the same name and type", () => {
    const things = [...new Set(found.map(({ name, type }) => `${name}: ${type}`))];
    const plain = things.flatMap((thing) => {
      const alike = found.filter(({ name, type }) => `${name}: ${type}` === thing);
      const plainOnes = alike.filter(({ input }) => !input);
      return plainOnes.length === alike.length ? [] : plainOnes.map(({ owner, name }) => `${owner}.${name}`);
    });
    expect(plain).toEqual([]);
    expect(found.length).toBeGreaterThan(150);
  });

  it("are an Input if they are ARNs or IDs of AWS, which are known late", () => {
    const plain = found.filter(({ name, input }) => /(Arns?|Ids?)$/.test(name) && !input);
    expect(plain.map(({ owner, name }) => `${owner}.${name}`)).toEqual(plainArns);
  });
});
