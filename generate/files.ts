import { sortKeys } from "../plan/json";
import { type OutputShapes, outputShapes } from "../plan/outputShapes";
import { loadProgram } from "../plan/program";
import { recordProgram } from "../plan/record";
import type { Registration } from "../plan/registration";
import { readStackFile, stacks } from "../plan/stackFile";
import { shapesFromDeclarations } from "./outputShapes";

export interface GeneratedFile {
  /** Path below the project's folder. */
  readonly file: string;
  readonly content: string;
}

/** Everything in the project that is written by code: tables of documentation, schemas, facts out of dependencies. */
export async function generatedFiles(root: string): Promise<GeneratedFile[]> {
  const registrations = await recordAll(root);
  return [{ file: "plan/outputShapes.generated.json", content: outputShapesFile(root, registrations) }];
}

/** What every stack declares. Types that have no shape yet, and are to get one here, pass without. */
async function recordAll(root: string): Promise<Registration[]> {
  const anyShape: OutputShapes = new Proxy(outputShapes, { get: (table, type) => Reflect.get(table, type) ?? {} });
  const all: Registration[] = [];
  for (const stack of stacks(root)) {
    const config = readStackFile(root, stack);
    const options = { project: "mlops", stack, root, ...config, shapes: anyShape, program: () => loadProgram(root) };
    all.push(...(await recordProgram(options)));
  }
  return all;
}

function outputShapesFile(root: string, registrations: readonly Registration[]): string {
  const types = registrations.filter(({ custom, type }) => custom && !/^(kubernetes|pulumi):/.test(type));
  const shapes = shapesFromDeclarations(root, [...new Set(types.map(({ type }) => type))]);
  return `${JSON.stringify(sortKeys(JSON.parse(JSON.stringify(shapes))), undefined, 1)}\n`;
}
