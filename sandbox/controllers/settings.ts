import { z } from "zod";
import { readIfExists, type SandboxHome, writeAtomically } from "../home";

const settings = z.strictObject({
  region: z.string(),
  clusterName: z.string(),
  zones: z.array(z.string()).min(1),
  /** Paths of the real controllers' binaries, by name of the tool. */
  tools: z.record(z.string(), z.string()),
  /** Time before Karpenter removes empty nodes, for short tests. @default - the setting of each pool */
  consolidateAfter: z.string().optional(),
});

/** Settings of the controllers' process. */
export type ControllersSettings = Readonly<z.output<typeof settings>>;

/** Writes the settings. The sandbox calls it before it starts the controllers. */
export function writeControllersSettings(home: SandboxHome, given: ControllersSettings): void {
  writeAtomically(settingsFile(home), `${JSON.stringify(given, null, 2)}\n`);
}

/** Reads the settings. @throws Error if they were not written. */
export function readControllersSettings(home: SandboxHome): ControllersSettings {
  const text = readIfExists(settingsFile(home));
  if (text === undefined) throw new Error(`${settingsFile(home)} does not exist: the sandbox writes it when it starts`);
  return settings.parse(JSON.parse(text));
}

function settingsFile(home: SandboxHome): string {
  return home.file("config", "controllers.json");
}
