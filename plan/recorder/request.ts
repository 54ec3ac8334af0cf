import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { type Registration, type RegistrationOptions, stackType, urnOf } from "../../core/graph/registration";
import { readableObject } from "../../core/graph/wire";
import { compareText, type Json, type JsonObject } from "../../core/json/json";

/** Project, stack and folder of a program. */
export interface Place {
  readonly project: string;
  readonly stack: string;
  /** Folder of the project. Source positions are relative to it. */
  readonly root: string;
}

/** A request's properties in the wire format, with secrets. */
export function wireInputs(request: RegisterResourceRequest): JsonObject {
  const inputs: { [key: string]: Json } = request.getObject()?.toJavaScript() ?? {};
  return inputs;
}

/** Converts a program's request to a registration. */
export function registration(request: RegisterResourceRequest, { stack, project, root }: Place): Registration {
  return {
    urn: urnOf(stack, project, request.getType(), request.getName(), request.getParent()),
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent() || undefined,
    custom: request.getCustom(),
    provider: providerUrn(request.getProvider()),
    dependsOn: [...new Set(request.getDependenciesList())].sort(compareText),
    propertyDependencies: Object.fromEntries(
      [...request.getPropertydependenciesMap().entries()]
        .map(([key, dependencies]): [string, string[]] => [key, dependencies.getUrnsList().sort(compareText)])
        .filter(([, urns]) => urns.length > 0)
        .sort(([one], [other]) => compareText(one, other)),
    ),
    inputs: readableObject(wireInputs(request)),
    outputs: undefined,
    options: registrationOptions(request, stack, project),
    source: request.getType() === stackType ? undefined : sourceOf(request, root),
  };
}

function registrationOptions(request: RegisterResourceRequest, stack: string, project: string): RegistrationOptions {
  const timeouts = request.getCustomtimeouts();
  return {
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    aliases: request.getAliasesList().map((alias) => aliasUrn(alias, request, stack, project)),
    deletedWith: request.getDeletedwith() || undefined,
    customTimeouts: {
      ...(timeouts?.getCreate() && { create: timeouts.getCreate() }),
      ...(timeouts?.getUpdate() && { update: timeouts.getUpdate() }),
      ...(timeouts?.getDelete() && { delete: timeouts.getDelete() }),
    },
  };
}

/** The former URN of a resource. Parts that an alias omits are the current ones. */
function aliasUrn(alias: Alias, request: RegisterResourceRequest, stack: string, project: string): string {
  const spec = alias.getSpec();
  if (!spec) return alias.getUrn();
  const parent = spec.getNoparent() ? "" : spec.getParenturn() || request.getParent();
  const type = spec.getType() || request.getType();
  return urnOf(
    spec.getStack() || stack,
    spec.getProject() || project,
    type,
    spec.getName() || request.getName(),
    parent,
  );
}

/** Returns the URN in a provider reference, which is `URN::ID`. The id may contain `::`. */
function providerUrn(reference: string): string | undefined {
  return reference ? reference.split("::").slice(0, 4).join("::") : undefined;
}

/** Files of the base classes of components. Their frames come before that of the constructor. */
const baseClasses = ["components/component.ts", "components/service.ts", "components/workloads/workload.ts"];

/**
 * The source line of the `new` expression. The first frames of a component are those of its base classes and of its
 * constructor's `super`.
 */
function sourceOf(request: RegisterResourceRequest, root: string): string | undefined {
  const frames = (request.getStacktrace()?.getFramesList() ?? []).flatMap((frame) => {
    const position = frame.getPc();
    const file = position?.getUri().startsWith("file:") ? fileURLToPath(position.getUri()) : undefined;
    const relative = file && path.relative(root, file).split(path.sep).join("/");
    const own = relative && !relative.startsWith("..") && !relative.startsWith("node_modules/");
    return own && !baseClasses.includes(relative) ? [`${relative}:${position?.getLine()}`] : [];
  });
  return request.getCustom() ? frames[0] : (frames[1] ?? frames[0]);
}
