"use strict";
// Minimum cost of planning the same resources: Pulumi's SDK in its mock mode registers the resources of a plan (the
// JSON in argv[2]) with their types, names, parents and inputs. It is plain JavaScript without computations or
// dependencies.
const { readFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");

const { stack, resources } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const stackType = "pulumi:pulumi:Stack";

async function main() {
  const registered = new Set();
  const mocks = {
    newResource({ type, name, inputs }) {
      registered.add(`${type} ${name}`);
      return { id: `${name}-id`, state: inputs };
    },
    call({ token }) {
      throw new Error(`unexpected call of ${token}`);
    },
  };
  await pulumi.runtime.setMocks(mocks, "mlops", stack, false, "organization");
  await pulumi.runtime.runInPulumiStack(async () => registerAll());
  await pulumi.runtime.disconnect();
  const missing = resources.filter(({ type, name }) => !registered.has(`${type} ${name}`));
  if (missing.length > 0) throw new Error(`not registered: ${missing.map(({ urn }) => urn).join(", ")}`);
}

function registerAll() {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const made = new Map();
  const make = (urn) => {
    const resource = byUrn.get(urn);
    // The SDK creates the stack, which is the parent of all resources that set none.
    if (resource === undefined || resource.type === stackType) return undefined;
    if (!made.has(urn)) made.set(urn, create(resource, { parent: make(resource.parent) }));
    return made.get(urn);
  };
  for (const { urn } of resources) make(urn);
}

function create({ type, name, custom, inputs }, opts) {
  if (!custom) return new pulumi.ComponentResource(type, name, {}, opts);
  const Resource = resourceClass(type);
  return new Resource(name, type.startsWith("pulumi:providers:") ? providerArgs(inputs) : inputs, opts);
}

/**
 * Returns the SDK's class: `ec2.Vpc` for `aws:ec2/vpc:Vpc`, `apps.v1.Deployment` for `kubernetes:apps/v1:Deployment`.
 */
function resourceClass(type) {
  const [packageName, modulePath, className] = type.split(":");
  if (packageName === "pulumi") return require(`@pulumi/${className}`).Provider;
  const library = require(`@pulumi/${packageName}`);
  const [group, version] = modulePath.split("/");
  const found =
    packageName === "kubernetes"
      ? library[group.split(".")[0]]?.[version]?.[className]
      : (group === "index" ? library : library[group])?.[className];
  if (found?.__pulumiType === type) return found;
  // Custom kinds of charts and operators.
  if (packageName === "kubernetes") return library.apiextensions.CustomResource;
  throw new Error(`@pulumi/${packageName} has no class for ${type}`);
}

/** Parses the JSON into which constructors of providers convert structures. A kubeconfig stays a text. */
function providerArgs(inputs) {
  const entries = Object.entries(inputs);
  return Object.fromEntries(entries.map(([key, value]) => [key, key === "kubeconfig" ? value : parsed(value)]));
}

function parsed(value) {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
