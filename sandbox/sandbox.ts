import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { settingsOf } from "../components/settings/load";
import type { Settings } from "../components/settings/schema";
import { reasonOf, UsageError } from "../core/errors/usageError";
import type { Registration } from "../core/graph/registration";
import { project } from "../core/stacks/project";
import { parseStackFile, readStackFile } from "../core/stacks/stackFile";
import { loadProgram } from "../plan/recorder/program";
import { recordProgram } from "../plan/recorder/record";
import { type ChartReport, composeCharts } from "./charts/compose";
import { type CustomKind, standInCrd } from "./charts/customKind";
import { loadStandIns } from "./charts/standIns";
import { kindsWithoutCrd } from "./charts/summary";
import { CloudClient } from "./cloud/client";
import { simulatedControllers } from "./controllers/catalogue";
import { writeControllersSettings } from "./controllers/settings";
import { controlPlaneProcesses, startControlPlane } from "./controlPlane/controlPlane";
import { sandboxEnvironment, writeCommands } from "./engine/environment";
import { chartsFolder, composeStackConfig, sandboxConfigFile } from "./engine/stackConfig";
import { SandboxHome } from "./home";
import { KubernetesClient } from "./kubernetes/client";
import { freePorts } from "./ports";
import { ended } from "./processes/ended";
import { exclusively } from "./processes/lock";
import { nodeCommand } from "./processes/nodeCommand";
import { Processes } from "./processes/processes";
import type { Progress } from "./progress";
import { readyToolchain, type Toolchain } from "./toolchain/toolchain";

export interface SandboxOptions {
  /** Folder of the checkout. */
  readonly root: string;
  readonly stack: string;
  /** Folder of real charts. */
  readonly charts?: string | undefined;
  /** Folder of CustomResourceDefinitions for stand-ins. */
  readonly crds?: string | undefined;
  /** How long Karpenter waits before it takes an empty node away, as `5s`: a test has no ten minutes. @default - each pool's */
  readonly consolidateAfter?: string | undefined;
  /** Folder of all sandboxes. @default - see `SandboxHome.of` */
  readonly base?: string | undefined;
}

/** What a sandbox is given to run. */
export interface Contents {
  readonly charts: readonly ChartReport[];
  /** What the program declares. */
  readonly resources: readonly Registration[];
}

/** The program for real on one machine: processes, simulated AWS, and Pulumi's own state, in one folder. */
export class Sandbox {
  readonly home: SandboxHome;
  readonly processes: Processes;

  constructor(readonly options: SandboxOptions) {
    this.home = SandboxHome.of(options.root, options.stack, options.base);
    this.processes = new Processes(this.home);
  }

  /** The stack's settings, as the user's file now has them. */
  get settings(): Settings {
    const { root, stack } = this.options;
    return settingsOf({ project, stack, ruleNames: "unchecked", ...readStackFile(root, stack) });
  }

  /** What stands behind the simulated AWS. */
  get cloud(): CloudClient {
    return new CloudClient(this.home.facts.ports.cloudControl);
  }

  /** Kubernetes, as its administrator. The caller closes it. */
  kubernetes(): KubernetesClient {
    return KubernetesClient.fromKubeconfig(this.home.kubeconfig);
  }

  /** The environment in which Pulumi's commands work on this sandbox. */
  get environment(): Record<string, string> {
    return sandboxEnvironment(this.home, this.settings.deployerRoleArn);
  }

  /** Starts whatever does not run, and waits until all of it serves. @returns what Helm and Kubernetes will be given. */
  async start(progress: Progress): Promise<Contents> {
    // Wrong settings are told before half an hour of building.
    const { settings } = this;
    progress.step("looking for tools");
    const toolchain = await readyToolchain(progress);
    return this.exclusively(progress, () => this.startWith(toolchain, settings, progress));
  }

  /** Runs what no other command may be doing to this sandbox. */
  exclusively<Result>(progress: Progress, run: () => Promise<Result>): Promise<Result> {
    const waiting = (holder: number) => progress.step(`process ${holder} starts or stops this sandbox, waiting`);
    return exclusively(this.lockFile(), waiting, run);
  }

  private lockFile(): string {
    const { folder } = this.home;
    try {
      mkdirSync(path.dirname(folder), { recursive: true });
    } catch (error) {
      throw new UsageError(
        `${path.dirname(folder)} cannot hold sandboxes: ${reasonOf(error)}\n  fix: set MLOPS_SANDBOX_HOME to a folder that you may write to`,
      );
    }
    return `${folder}.lock`;
  }

  private async startWith(toolchain: Toolchain, settings: Settings, progress: Progress): Promise<Contents> {
    const { home, processes } = this;
    await this.decide();
    const { charts: given, crds } = this.options;
    const charts = composeCharts({ given, crds, into: chartsFolder(home), standIns: await loadStandIns() });
    writeCommands(home, toolchain);
    progress.step("starting Kubernetes");
    const client = await startControlPlane({ home, processes, toolchain, serviceCidr: settings.cluster.serviceCidr });
    progress.step("starting AWS (simulated) and controllers");
    await this.startCloud();
    await this.startControllers(toolchain, settings);
    await this.initialiseStack(toolchain);
    const resources = await this.record();
    const made = simulatedControllers.flatMap(({ makes = [] }) => makes);
    await installKinds(client, kindsWithoutCrd(resources, charts, made));
    client.close();
    progress.finish();
    return { charts, resources };
  }

  /** Runs `pulumi`, on this sandbox's stack. */
  pulumi(
    args: readonly string[],
    stdio: "inherit" | "pipe" = "inherit",
    environment: Readonly<Record<string, string>> = {},
  ): ChildProcess {
    return spawn(path.join(this.home.folder, "bin", "pulumi"), [...args], {
      cwd: this.options.root,
      env: { ...process.env, ...this.environment, ...environment },
      stdio: ["ignore", stdio, stdio],
    });
  }

  /** Gives back the lock that an interrupted `pulumi` left behind, if it did. */
  async unlock(): Promise<void> {
    const locks = this.home.directory("pulumi", "backend", ".pulumi", "locks");
    const left = readdirSync(locks, { recursive: true, withFileTypes: true }).some((entry) => entry.isFile());
    if (!left) return;
    const child = this.pulumi(["cancel", "--yes", "--stack", this.options.stack], "pipe");
    await ended(child);
  }

  /** Ends every process of this sandbox, and of no other. What it holds stays for the next start. */
  async stop(): Promise<void> {
    this.processes.close();
    const first = ["controllers"];
    const last = ["cloud", ...[...controlPlaneProcesses].reverse()];
    const others = this.processes.names.filter((name) => !first.includes(name) && !last.includes(name));
    for (const name of [...first, ...others, ...last]) await this.processes.stop(name);
  }

  /** Ends it, and forgets all that it holds. */
  async erase(): Promise<void> {
    await this.stop();
    rmSync(this.home.folder, { recursive: true, force: true });
  }

  private async decide(): Promise<void> {
    if (this.home.readFacts()) return;
    const { root, stack } = this.options;
    this.home.writeFacts({
      root: path.resolve(root),
      stack,
      ports: await freePorts(),
      adminToken: randomBytes(24).toString("hex"),
      passphrase: randomBytes(24).toString("hex"),
    });
  }

  private async startCloud(): Promise<void> {
    await this.processes.start("cloud", this.ownProcess("sandbox/cloud/main.ts"));
    const until = Date.now() + 30_000;
    while (!(await this.cloud.isReady())) {
      this.processes.expectRunning("cloud");
      if (Date.now() > until) throw new Error(`the simulated AWS does not answer:\n${this.processes.logTail("cloud")}`);
      await sleep(100);
    }
  }

  private async startControllers(toolchain: Toolchain, { zones, region, name }: Settings): Promise<void> {
    const tools = Object.fromEntries(toolchain.tools.map((tool) => [tool.name, tool.path]));
    const { consolidateAfter } = this.options;
    writeControllersSettings(this.home, {
      region,
      clusterName: name,
      zones: [...zones],
      tools,
      ...(consolidateAfter !== undefined && { consolidateAfter }),
    });
    await this.processes.start("controllers", this.ownProcess("sandbox/controllers/main.ts"));
  }

  /** What the program declares, with the charts of the sandbox. */
  private record(): Promise<Registration[]> {
    const { root, stack } = this.options;
    const config = parseStackFile(`Pulumi.${stack}.yaml`, readFileSync(sandboxConfigFile(this.home), "utf8"));
    return recordProgram({ project, stack, root, ...config, program: () => loadProgram(root) });
  }

  /** A process of the project's own, which is told the sandbox's folder. */
  private ownProcess(script: string) {
    const [command, ...args] = nodeCommand(this.options.root, script);
    return { command, args: [...args, this.home.folder] };
  }

  /** Makes the stack in the sandbox's own state, from a folder of its own: Pulumi writes into the project's. */
  private async initialiseStack(toolchain: Toolchain): Promise<void> {
    const { stack } = this.options;
    const state = this.home.file("pulumi", "backend", ".pulumi", "stacks", project, `${stack}.json`);
    if (!existsSync(state)) {
      const folder = this.home.directory("project");
      writeFileSync(path.join(folder, "Pulumi.yaml"), `name: ${project}\nruntime: nodejs\n`);
      const child = spawn(toolchain.path("pulumi"), ["stack", "init", stack, "--non-interactive"], {
        cwd: folder,
        env: { ...process.env, ...this.environment },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
      const { code } = await ended(child);
      if (code !== 0) throw new Error(`pulumi stack init ${stack} failed:\n${said}`);
    }
    composeStackConfig(this.home);
  }
}

/** Kinds that no chart defines are defined for it, without a schema. */
async function installKinds(client: KubernetesClient, kinds: readonly CustomKind[]): Promise<void> {
  for (const kind of kinds) {
    const name = `${kind.plural}.${kind.group}`;
    const reference = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", name };
    await client.apply(reference, standInCrd(kind), "sandbox");
  }
}
