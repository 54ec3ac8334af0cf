import ts from "typescript";
import type { OutputShape } from "../core/graph/outputShapes";
import { declarationFile, declarationProgram } from "./sdkDeclarations";

/**
 * Derives the shapes of outputs from the type declarations of the providers' SDKs. A shape has the properties that a
 * resource always has: those whose type does not include undefined.
 *
 * @param types Type tokens, such as `aws:ec2/vpc:Vpc`.
 */
export function shapesFromDeclarations(root: string, types: readonly string[]): Record<string, OutputShape> {
  const files = new Map(types.map((type) => [type, declarationFile(root, type)]));
  const program = declarationProgram([...files.values()]);
  const checker = program.getTypeChecker();
  return Object.fromEntries(
    [...files].map(([type, file]) => {
      const source = program.getSourceFile(file);
      const className = type.split(":").at(-1) ?? type;
      const resource = source && exportedType(checker, source, className);
      const state = source && exportedType(checker, source, `${className}State`);
      if (!resource || !state) throw new Error(`${file} declares no ${className}: is ${type} the type of a resource?`);
      return [type, objectShape(checker, resource, propertyNames(state), source)];
    }),
  );
}

function exportedType(checker: ts.TypeChecker, source: ts.SourceFile, name: string): ts.Type | undefined {
  const module = checker.getSymbolAtLocation(source);
  const symbol = module && checker.getExportsOfModule(module).find((candidate) => candidate.name === name);
  return symbol && checker.getDeclaredTypeOfSymbol(symbol);
}

/** Returns the names of a resource's properties: those of its state. Its class also has methods and inherited ones. */
function propertyNames(state: ts.Type): ReadonlySet<string> {
  return new Set(state.getProperties().map(({ name }) => name));
}

function objectShape(
  checker: ts.TypeChecker,
  type: ts.Type,
  names: ReadonlySet<string> | undefined,
  source: ts.SourceFile,
): OutputShape {
  const shape: Record<string, OutputShape> = {};
  for (const property of type.getProperties()) {
    if (names && !names.has(property.name)) continue;
    const value = names ? outputValue(checker, property) : checker.getTypeOfSymbolAtLocation(property, source);
    if (includesUndefined(value) || (property.flags & ts.SymbolFlags.Optional) !== 0) continue;
    shape[property.name] = valueShape(checker, value, source);
  }
  return shape;
}

/** Returns the `T` of a property that is declared as `pulumi.Output<T>`. */
function outputValue(checker: ts.TypeChecker, property: ts.Symbol): ts.Type {
  const declaration = property.valueDeclaration;
  const output = declaration && ts.isPropertyDeclaration(declaration) ? declaration.type : undefined;
  const [value] = output && ts.isTypeReferenceNode(output) ? (output.typeArguments ?? []) : [];
  if (!value) throw new Error(`property ${property.name} is not declared as an Output`);
  return checker.getTypeFromTypeNode(value);
}

function valueShape(checker: ts.TypeChecker, type: ts.Type, source: ts.SourceFile): OutputShape {
  if (checker.isArrayType(type)) {
    const [element] = checker.getTypeArguments(type as ts.TypeReference);
    return element ? [valueShape(checker, element, source)] : "token";
  }
  const isObject = (type.flags & ts.TypeFlags.Object) !== 0;
  const isMap = checker.getIndexInfosOfType(type).length > 0;
  return isObject && !isMap ? objectShape(checker, type, undefined, source) : "token";
}

function includesUndefined(type: ts.Type): boolean {
  return type.isUnion() && type.types.some(({ flags }) => (flags & ts.TypeFlags.Undefined) !== 0);
}
