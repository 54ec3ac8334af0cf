import ts from "typescript";
import { declarationFile, declarationProgram } from "../sdkDeclarations";

/** Type of an input. */
export type InputShape =
  | { readonly kind: "string" | "number" | "boolean" | "map" | "other" }
  | { readonly kind: "list"; readonly element: InputShape }
  | { readonly kind: "object"; readonly properties: Readonly<Record<string, InputProperty>> };

export interface InputProperty {
  readonly required: boolean;
  readonly shape: InputShape;
}

/**
 * Reads the inputs of resource types from the declarations of the AWS SDK.
 *
 * @param types Type tokens, such as `aws:ec2/vpc:Vpc`.
 */
export function inputShapes(root: string, types: readonly string[]): ReadonlyMap<string, InputShape> {
  const files = types.map((type) => declarationFile(root, type));
  const program = declarationProgram(files);
  const checker = program.getTypeChecker();
  return new Map(
    types.map((type) => {
      const source = program.getSourceFile(declarationFile(root, type));
      const module = source && checker.getSymbolAtLocation(source);
      const wanted = `${type.split(":").at(-1)}Args`;
      const symbol = module && checker.getExportsOfModule(module).find(({ name }) => name === wanted);
      if (!symbol) throw new Error(`the SDK declares no ${wanted} for ${type}`);
      return [type, objectShape(checker, checker.getDeclaredTypeOfSymbol(symbol))];
    }),
  );
}

function objectShape(checker: ts.TypeChecker, type: ts.Type): InputShape {
  const properties: Record<string, InputProperty> = {};
  for (const property of type.getProperties()) {
    const declaration = property.valueDeclaration;
    if (!declaration || !ts.isPropertySignature(declaration) || !declaration.type) continue;
    const required = declaration.questionToken === undefined;
    properties[property.name] = { required, shape: nodeShape(checker, declaration.type) };
  }
  return { kind: "object", properties };
}

/** Reads the text of the declaration, because the checker resolves `Input` into a union with promises and outputs. */
function nodeShape(checker: ts.TypeChecker, node: ts.TypeNode): InputShape {
  if (ts.isTypeReferenceNode(node)) {
    const [argument] = node.typeArguments ?? [];
    if (node.typeName.getText().endsWith("Input") && argument) return nodeShape(checker, argument);
    return typeShape(checker, checker.getTypeFromTypeNode(node));
  }
  if (ts.isArrayTypeNode(node)) return { kind: "list", element: nodeShape(checker, node.elementType) };
  if (ts.isTypeLiteralNode(node)) return { kind: "map" };
  if (ts.isUnionTypeNode(node)) {
    const given = node.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
    const [first] = given;
    const text = given.find(({ kind }) => kind === ts.SyntaxKind.StringKeyword);
    return first ? nodeShape(checker, text ?? first) : { kind: "other" };
  }
  return typeShape(checker, checker.getTypeFromTypeNode(node));
}

function typeShape(checker: ts.TypeChecker, type: ts.Type): InputShape {
  if ((type.flags & ts.TypeFlags.StringLike) !== 0) return { kind: "string" };
  if ((type.flags & ts.TypeFlags.NumberLike) !== 0) return { kind: "number" };
  if ((type.flags & ts.TypeFlags.BooleanLike) !== 0) return { kind: "boolean" };
  const isInterface = type.symbol !== undefined && (type.symbol.flags & ts.SymbolFlags.Interface) !== 0;
  return isInterface ? objectShape(checker, type) : { kind: "other" };
}
