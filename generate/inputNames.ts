import { transformedTypes } from "../core/graph/inputNames";
import { type InputShape, inputShapes } from "./models/inputShapes";

/** Names of inputs: each object type once, and the type of each input that is an object or a list of objects. */
interface Table {
  readonly types: Readonly<Record<string, number>>;
  readonly objects: readonly Readonly<Record<string, number | null>>[];
}

/** Returns the table of `core/graph/inputNames.ts`, from the declarations of the SDKs. */
export function inputNamesFile(root: string): string {
  const objects: Record<string, number | null>[] = [];
  const indexes = new Map<string, number>();
  const indexOf = (shape: InputShape): number | null => {
    if (shape.kind === "list") return indexOf(shape.element);
    if (shape.kind !== "object") return null;
    const entries = Object.entries(shape.properties).map(
      ([name, property]) => [name, indexOf(property.shape)] as const,
    );
    const key = JSON.stringify(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
    const known = indexes.get(key);
    if (known !== undefined) return known;
    indexes.set(key, objects.length);
    return objects.push(Object.fromEntries(entries)) - 1;
  };
  const types: Record<string, number> = {};
  for (const [type, shape] of inputShapes(root, transformedTypes)) {
    const index = indexOf(shape);
    if (index === null) throw new Error(`the inputs of ${type} must be an object`);
    types[type] = index;
  }
  const table: Table = { types, objects };
  return `${JSON.stringify(table, undefined, 1)}\n`;
}
