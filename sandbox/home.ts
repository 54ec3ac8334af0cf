import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";

/** TCP ports on 127.0.0.1, the same for the life of a sandbox: a cluster's endpoint never moves either. */
export const ports = z.strictObject({
  etcd: z.int(),
  etcdPeer: z.int(),
  /** Kubernetes API, HTTPS. */
  api: z.int(),
  /** Simulated AWS and random providers, gRPC. */
  cloud: z.int(),
  /** What stands behind the simulated AWS: tokens, faults, contents. HTTP. */
  cloudControl: z.int(),
  karpenterMetrics: z.int(),
  karpenterHealth: z.int(),
});
export type Ports = Readonly<z.output<typeof ports>>;

const facts = z.strictObject({
  /** Folder of the checkout. */
  root: z.string(),
  stack: z.string(),
  ports,
  /** Bearer token of the sandbox's own administrator, made at random for each sandbox. */
  adminToken: z.string(),
  /** Passphrase of the stack's secrets in the sandbox's own Pulumi state, made at random too. */
  passphrase: z.string(),
});

/** What is decided when a sandbox is first made, and stays. */
export type SandboxFacts = Readonly<z.output<typeof facts>>;

/** Where a sandbox keeps all that it has: one folder for each checkout and stack, outside the checkout. */
export class SandboxHome {
  private constructor(readonly folder: string) {}

  /**
   * @param base Folder of all sandboxes. @default `$MLOPS_SANDBOX_HOME`, or `mlops/sandbox` where the user's state is
   * kept (`$XDG_STATE_HOME`, `~/.local/state`)
   */
  static of(root: string, stack: string, base: string = defaultBase()): SandboxHome {
    const checkout = createHash("sha256").update(path.resolve(root)).digest("hex").slice(0, 8);
    return new SandboxHome(path.join(base, `${stack}-${checkout}`));
  }

  static at(folder: string): SandboxHome {
    return new SandboxHome(path.resolve(folder));
  }

  /** A path inside. Its folder is made. */
  file(...parts: string[]): string {
    const file = path.join(this.folder, ...parts);
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    return file;
  }

  /** A folder inside. It is made. */
  directory(...parts: string[]): string {
    return path.dirname(this.file(...parts, "-"));
  }

  /** @returns undefined where no sandbox was made yet. */
  readFacts(): SandboxFacts | undefined {
    const text = readIfThere(path.join(this.folder, "sandbox.json"));
    return text === undefined ? undefined : facts.parse(JSON.parse(text));
  }

  /** @throws Error where no sandbox was made yet. */
  get facts(): SandboxFacts {
    const found = this.readFacts();
    if (!found) throw new Error(`there is no sandbox in ${this.folder}`);
    return found;
  }

  writeFacts(made: SandboxFacts): void {
    writeWhole(this.file("sandbox.json"), `${JSON.stringify(made, null, 2)}\n`);
  }

  /** Kubeconfig of the sandbox's administrator. */
  get kubeconfig(): string {
    return path.join(this.folder, "kubeconfig");
  }

  /** Audit log of the Kubernetes API: a JSON object a line. */
  get auditLog(): string {
    return path.join(this.folder, "api", "audit.log");
  }
}

/** Writes a file in one step: whoever reads it, or crashes, sees the old or the new one. Only the user may read it. */
export function writeWhole(file: string, text: string): void {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, text, { mode: 0o600 });
  renameSync(own, file);
}

/** A file's text, or undefined where there is none. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function defaultBase(): string {
  const { MLOPS_SANDBOX_HOME, XDG_STATE_HOME } = process.env;
  return (
    MLOPS_SANDBOX_HOME ?? path.join(XDG_STATE_HOME ?? path.join(os.homedir(), ".local", "state"), "mlops", "sandbox")
  );
}
