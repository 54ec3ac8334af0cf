import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { readFolder } from "../../core/charts/folder";
import { root } from "../support/plan";

const files = [...readFolder(path.join(root, "components")).keys()].filter((file) => file.endsWith(".ts"));

/** Component classes, directly or by a base class of the project. */
const bases = /^(Component|Service|Workload)$/;

/** Returns the public declarations of components without a docstring, as `file: name`. */
function undocumented(file: string): string[] {
  const text = readFileSync(path.join(root, "components", file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    if (!isExported(statement)) return [];
    if (ts.isInterfaceDeclaration(statement)) {
      const { name, members } = statement;
      return /(Args|Needs)$/.test(name.text) ? missing(file, name.text, [statement, ...members]) : [];
    }
    if (!ts.isClassDeclaration(statement) || !isComponent(statement)) return [];
    return missing(file, statement.name?.text ?? "", [statement, ...statement.members.filter(isPublic)]);
  });
}

function isExported(node: ts.Statement): boolean {
  return hasModifier(node, ts.SyntaxKind.ExportKeyword);
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);
}

function isComponent({ heritageClauses = ts.factory.createNodeArray() }: ts.ClassDeclaration): boolean {
  return heritageClauses.some(
    ({ token, types }) =>
      token === ts.SyntaxKind.ExtendsKeyword && types.some(({ expression }) => bases.test(expression.getText())),
  );
}

/** Fields and methods that a user may call. A constructor is described by its class and its arguments. */
function isPublic(member: ts.ClassElement): boolean {
  const isMember = ts.isPropertyDeclaration(member) || ts.isMethodDeclaration(member) || ts.isGetAccessor(member);
  const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.OverrideKeyword];
  return isMember && !hidden.some((kind) => hasModifier(member, kind));
}

function missing(file: string, owner: string, nodes: readonly ts.NamedDeclaration[]): string[] {
  return nodes
    .filter((node) => !ts.getJSDocCommentsAndTags(node).some((found) => ts.isJSDoc(found) && found.comment))
    .filter((node) => !/@default/.test(node.getFullText().slice(0, node.getLeadingTriviaWidth())))
    .map((node) => {
      const name = node.name?.getText() ?? "";
      return `${file}: ${name === owner ? owner : `${owner}.${name}`}`;
    });
}

describe("docstrings", () => {
  it("describe every exported component, its arguments and its public members", () => {
    expect(files.length).toBeGreaterThan(200);
    expect(files.flatMap(undocumented)).toEqual([]);
  });

  it("are demanded of classes, arguments and outputs", () => {
    expect(isPublicIn("class A extends Component { readonly arn: string; private key = 1; grant() {} }")).toEqual([
      "arn",
      "grant",
    ]);
  });
});

function isPublicIn(text: string): string[] {
  const [statement] = ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest, true).statements;
  if (!statement || !ts.isClassDeclaration(statement)) throw new Error("the text must hold a class");
  return statement.members.filter(isPublic).map((member) => member.name?.getText() ?? "");
}

describe("registered outputs", () => {
  it("are not empty", () => {
    const empty = files.filter((file) =>
      /registerOutputs\(\{\}\)/.test(readFileSync(path.join(root, "components", file), "utf8")),
    );
    expect(empty).toEqual([]);
  });
});
