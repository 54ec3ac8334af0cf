import { type OutputShapes, outputShapes } from "../core/graph/outputShapes";
import type { Registration } from "../core/graph/registration";
import { sortKeys } from "../core/json/json";
import { project } from "../core/stacks/project";
import { readStackFile, stacks } from "../core/stacks/stackFile";
import { loadProgram } from "../plan/recorder/program";
import { recordProgram } from "../plan/recorder/record";
import { fixtureStacks, recordFixture } from "../test/fixtures/fixtures";
import { alertsPage } from "./alerts";
import { choicesExample } from "./choices";
import { deployerPolicies } from "./deployer/deployerPolicies";
import { inputNamesFile } from "./inputNames";
import { kindsPage } from "./kinds";
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

/** Returns all generated files: documentation, schemas, and facts from dependencies. */
export async function generatedFiles(root: string): Promise<GeneratedFile[]> {
  const byStack = await recordFixtures();
  return [
    {
      file: "core/graph/outputShapes.generated.json",
      content: outputShapesFile(root, [...byStack.values(), await recordOwn(root)].flat()),
    },
    { file: "core/graph/inputNames.generated.json", content: inputNamesFile(root) },
    { file: "policies/iam/unscopedReads.generated.json", content: await unscopedReads() },
    { file: "docs/settings.schema.json", content: settingsJsonSchema() },
    { file: "docs/rules.md", content: rulesPage() },
    { file: "docs/settings.md", content: settingsPage() },
    { file: "docs/versions.md", content: versionsPage() },
    { file: "docs/resources.md", content: resourcesPage(byStack) },
    { file: "docs/sandbox.md", content: sandboxPage() },
    { file: "docs/alerts.md", content: alertsPage(byStack.get("everything") ?? []) },
    { file: "docs/kinds.md", content: kindsPage() },
    ...(await deployerPolicies([...byStack.values()].flat())).map(({ name, document }) => ({
      file: `docs/deployer/${name}.json`,
      content: `${JSON.stringify(document, undefined, 2)}\n`,
    })),
    { file: "docs/services.md", content: withSection(root, "docs/services.md", "services", servicesTable()) },
    { file: "docs/workloads/arguments.md", content: workloadsPage() },
    { file: "docs/choices.md", content: choicesExample() },
  ];
}

/** Returns the resources of the fixture stacks, by name. */
async function recordFixtures(): Promise<Map<string, Registration[]>> {
  const byStack = new Map<string, Registration[]>();
  for (const stack of fixtureStacks) byStack.set(stack, await recordFixture(stack, { shapes: anyShape }));
  return byStack;
}

/** Returns the resources of the user's program for the user's stacks, which may have types that no fixture has. */
async function recordOwn(root: string): Promise<Registration[]> {
  const own: Registration[] = [];
  for (const stack of stacks(root)) {
    const config = readStackFile(root, stack);
    const program = () => loadProgram(root);
    own.push(...(await recordProgram({ project, stack, root, ...config, shapes: anyShape, program })));
  }
  return own;
}

/** The table with an empty shape for each new type, because the recorder rejects types without a shape. */
const anyShape: OutputShapes = new Proxy(outputShapes, { get: (table, type) => Reflect.get(table, type) ?? {} });

function outputShapesFile(root: string, registrations: readonly Registration[]): string {
  const types = registrations.filter(({ custom, type }) => custom && !/^(kubernetes|pulumi):/.test(type));
  const shapes = shapesFromDeclarations(root, [...new Set(types.map(({ type }) => type))]);
  return `${JSON.stringify(sortKeys(JSON.parse(JSON.stringify(shapes))), undefined, 1)}\n`;
}
