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
import { type ChartReport, composeCharts } from "./charts/composeCharts";
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
import { withLock } from "./processes/lock";
import { nodeCommand } from "./processes/nodeCommand";
import { ended } from "./processes/processExit";
import { Processes } from "./processes/processes";
import type { Progress } from "./progress";
import { readyToolchain, type Toolchain } from "./toolchain/toolchain";

export interface SandboxOptions {
  /** Folder of the checkout. */
  readonly root: string;
  readonly stack: string;
  /** Folder of upstream charts. */
  readonly charts?: string | undefined;
  /** Folder of CustomResourceDefinitions for stand-ins. */
  readonly crds?: string | undefined;
  /** Time before Karpenter removes an empty node, such as `5s`, for short tests. @default - the setting of each pool */
  readonly consolidateAfter?: string | undefined;
  /** Folder of all sandboxes. @default - see `SandboxHome.of` */
  readonly base?: string | undefined;
}

/** Charts and resources of the program. */
export interface Contents {
  readonly charts: readonly ChartReport[];
  /** The resources that the program declares. */
  readonly resources: readonly Registration[];
}

/** Runs the program on one machine, with the processes, the simulated AWS and the Pulumi state in one folder. */
export class Sandbox {
  readonly home: SandboxHome;
  readonly processes: Processes;

  constructor(readonly options: SandboxOptions) {
    this.home = SandboxHome.of(options.root, options.stack, options.base);
    this.processes = new Processes(this.home);
  }

  /** The current settings of the stack. */
  get settings(): Settings {
    const { root, stack } = this.options;
    return settingsOf({ project, stack, ruleNames: "unchecked", ...readStackFile(root, stack) });
  }

  /** Client of the control API of the simulated AWS. */
  get cloud(): CloudClient {
    return new CloudClient(this.home.facts.ports.cloudControl);
  }

  /** Returns a Kubernetes client with administrator rights. The caller closes it. */
  kubernetes(): KubernetesClient {
    return KubernetesClient.fromKubeconfig(this.home.kubeconfig);
  }

  /** Returns environment variables that let Pulumi commands use this sandbox. */
  get environment(): Record<string, string> {
    return sandboxEnvironment(this.home, this.settings.deployerRoleArn);
  }

  /** Starts all processes and waits until they are ready. @returns the charts and resources. */
  async start(progress: Progress): Promise<Contents> {
    // Invalid settings are reported before tools are built, which may take half an hour.
    const { settings } = this;
    progress.step("finding tools");
    const toolchain = await readyToolchain(progress);
    return this.withLock(progress, () => this.startWith(toolchain, settings, progress));
  }

  /** Runs an action while no other command starts or stops this sandbox. */
  withLock<Result>(progress: Progress, run: () => Promise<Result>): Promise<Result> {
    const waiting = (holder: number) =>
      progress.step(`waiting for process ${holder}, which starts or stops this sandbox`);
    return withLock(this.lockFile(), waiting, run);
  }

  private lockFile(): string {
    const { folder } = this.home;
    try {
      mkdirSync(path.dirname(folder), { recursive: true });
    } catch (error) {
      throw new UsageError(
        `${path.dirname(folder)} must be writable: ${reasonOf(error)}\n  fix: set MLOPS_SANDBOX_HOME to a folder that you may write to`,
      );
    }
    return `${folder}.lock`;
  }

  private async startWith(toolchain: Toolchain, settings: Settings, progress: Progress): Promise<Contents> {
    const { home, processes } = this;
    await this.initializeFacts();
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
    const made = simulatedControllers.flatMap(({ createdKinds = [] }) => createdKinds);
    await installKinds(client, kindsWithoutCrd(resources, charts, made));
    client.close();
    progress.finish();
    return { charts, resources };
  }

  /** Runs `pulumi` on the stack of this sandbox. */
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

  /** Releases the lock of an interrupted `pulumi`, if one exists. */
  async unlock(): Promise<void> {
    const locks = this.home.directory("pulumi", "backend", ".pulumi", "locks");
    const left = readdirSync(locks, { recursive: true, withFileTypes: true }).some((entry) => entry.isFile());
    if (!left) return;
    const child = this.pulumi(["cancel", "--yes", "--stack", this.options.stack], "pipe");
    await ended(child);
  }

  /** Stops all processes of this sandbox. Its data remains for the next start. */
  async stop(): Promise<void> {
    this.processes.close();
    const first = ["controllers"];
    const last = ["cloud", ...[...controlPlaneProcesses].reverse()];
    const others = this.processes.names.filter((name) => !first.includes(name) && !last.includes(name));
    for (const name of [...first, ...others, ...last]) await this.processes.stop(name);
  }

  /** Stops the sandbox and deletes its data. */
  async erase(): Promise<void> {
    await this.stop();
    rmSync(this.home.folder, { recursive: true, force: true });
  }

  private async initializeFacts(): Promise<void> {
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

  /** Records the resources that the program declares with the charts of the sandbox. */
  private record(): Promise<Registration[]> {
    const { root, stack } = this.options;
    const config = parseStackFile(`Pulumi.${stack}.yaml`, readFileSync(sandboxConfigFile(this.home), "utf8"));
    return recordProgram({ project, stack, root, ...config, program: () => loadProgram(root) });
  }

  /** Returns the command of a process of this project, with the sandbox's folder as argument. */
  private ownProcess(script: string) {
    const [command, ...args] = nodeCommand(this.options.root, script);
    return { command, args: [...args, this.home.folder] };
  }

  /**
   * Creates the stack in the sandbox's state. It uses a separate folder, because Pulumi writes to the project's folder.
   */
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

/** Creates permissive CRDs for kinds that no chart defines. */
async function installKinds(client: KubernetesClient, kinds: readonly CustomKind[]): Promise<void> {
  for (const kind of kinds) {
    const name = `${kind.plural}.${kind.group}`;
    const reference = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", name };
    await client.apply(reference, standInCrd(kind), "sandbox");
  }
}
