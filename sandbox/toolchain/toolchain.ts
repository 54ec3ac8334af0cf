import path from "node:path";
import type { Progress } from "../progress";
import { build } from "./build";
import { binaryIn, isBuilt, toolchainCache, toolFolder } from "./cache";
import { findInstalled } from "./installed";
import { type Tool, type ToolName, tools } from "./tools";

/** A tool that is ready for use. */
export interface ReadyTool {
  readonly name: string;
  readonly path: string;
  /** Whether it was already installed or was built by the sandbox. */
  readonly origin: "installed" | "built";
}

/** The tools by name. */
export class Toolchain {
  constructor(readonly tools: readonly ReadyTool[]) {}

  /** Path of a tool's binary. */
  path(name: ToolName): string {
    const found = this.tools.find((tool) => tool.name === name);
    if (!found) throw new Error(`${name} is not part of this toolchain`);
    return found.path;
  }

  /** Folder of the assets of the tool's module, for tools with `assets` in the table. */
  assets(name: ToolName): string {
    return path.join(path.dirname(this.path(name)), "assets");
  }
}

/**
 * Finds or builds every tool. It may run concurrently and may be interrupted.
 *
 * @throws UsageError if a tool cannot be built.
 */
export async function readyToolchain(progress: Progress, cache: string = toolchainCache()): Promise<Toolchain> {
  const ready: ReadyTool[] = [];
  const missing: Tool[] = [];
  for (const tool of tools) {
    const found = isBuilt(tool, cache)
      ? ({ name: tool.name, path: binaryIn(toolFolder(tool, cache), tool), origin: "built" } as const)
      : await installed(tool);
    if (found) ready.push(found);
    else missing.push(tool);
  }
  if (missing.length > 0) {
    progress.note(
      `${missing.length} of ${tools.length} tools are built once, with Go: up to ${minutes(missing)} min on two cores, less if Go's cache has their modules`,
    );
  }
  for (const [index, tool] of missing.entries()) {
    progress.step(`building ${tool.name} (${index + 1} of ${missing.length}, up to ${minutes([tool])} min)`);
    ready.push({ name: tool.name, path: await build(tool, cache, progress), origin: "built" });
    progress.finish();
  }
  return new Toolchain(ready);
}

async function installed(tool: Tool): Promise<ReadyTool | undefined> {
  const found = await findInstalled(tool);
  return found === undefined ? undefined : { name: tool.name, path: found, origin: "installed" };
}

function minutes(missing: readonly Tool[]): number {
  return Math.ceil(missing.reduce((sum, { buildSeconds }) => sum + buildSeconds, 0) / 60);
}
