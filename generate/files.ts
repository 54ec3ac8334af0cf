import { environments } from "../components/settings/environments";
import { type OutputShapes, outputShapes } from "../core/graph/outputShapes";
import type { Registration } from "../core/graph/registration";
import { sortKeys } from "../core/json/json";
import { project } from "../core/stacks/project";
import { readStackFile, type StackConfig } from "../core/stacks/stackFile";
import { loadProgram } from "../plan/recorder/program";
import { recordProgram } from "../plan/recorder/record";
import { everythingConfig } from "./everything";
import { shapesFromDeclarations } from "./outputShapes";
import { resourcesPage } from "./resources";
import { rulesPage } from "./rules";
import { sandboxPage } from "./sandbox";
import { withSection } from "./section";
import { servicesTable } from "./services";
import { settingsJsonSchema, settingsPage } from "./settings";
import { unscopedReads } from "./unscopedReads";
import { versionsPage } from "./versions";
import { workloadsPage } from "./workloads";

export interface GeneratedFile {
  /** Path below the project's folder. */
  readonly file: string;
  readonly content: string;
}

/** Everything in the project that is written by code: tables of documentation, schemas, facts out of dependencies. */
export async function generatedFiles(root: string): Promise<GeneratedFile[]> {
  const byStack = await recordStacks(root);
  const everything = await record(root, "everything", everythingConfig(root));
  return [
    {
      file: "core/graph/outputShapes.generated.json",
      content: outputShapesFile(root, [...byStack.values(), everything].flat()),
    },
    { file: "policies/iam/unscopedReads.generated.json", content: await unscopedReads() },
    { file: "docs/settings.schema.json", content: settingsJsonSchema() },
    { file: "docs/rules.md", content: rulesPage() },
    { file: "docs/settings.md", content: settingsPage() },
    { file: "docs/versions.md", content: versionsPage() },
    { file: "docs/resources.md", content: resourcesPage(byStack) },
    { file: "docs/sandbox.md", content: sandboxPage() },
    { file: "docs/services.md", content: withSection(root, "docs/services.md", "services", servicesTable()) },
    { file: "docs/workloads/arguments.md", content: workloadsPage() },
  ];
}

async function recordStacks(root: string): Promise<Map<string, Registration[]>> {
  const byStack = new Map<string, Registration[]>();
  for (const stack of environments) {
    byStack.set(stack, await record(root, stack, readStackFile(root, stack)));
  }
  return byStack;
}

/** What a stack declares. Types that have no shape yet, and are to get one here, pass without. */
function record(root: string, stack: string, config: StackConfig): Promise<Registration[]> {
  const anyShape: OutputShapes = new Proxy(outputShapes, { get: (table, type) => Reflect.get(table, type) ?? {} });
  return recordProgram({
    project,
    stack,
    root,
    ...config,
    shapes: anyShape,
    program: () => loadProgram(root),
  });
}

function outputShapesFile(root: string, registrations: readonly Registration[]): string {
  const types = registrations.filter(({ custom, type }) => custom && !/^(kubernetes|pulumi):/.test(type));
  const shapes = shapesFromDeclarations(root, [...new Set(types.map(({ type }) => type))]);
  return `${JSON.stringify(sortKeys(JSON.parse(JSON.stringify(shapes))), undefined, 1)}\n`;
}
