"use strict";
// What planning costs with nothing of ours: Pulumi's SDK in its own mock mode registers the resources of a plan (the
// JSON in argv[2]), under their types, names and parents and with their inputs. Plain JavaScript, no program that
// computes anything, no dependency to wait for: the least that the same resources can cost.
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
      throw new Error(`nobody should call ${token}`);
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
    // The SDK makes the stack, and puts whatever has no parent below it.
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

/** The SDK's class of a type: `ec2.Vpc` of `aws:ec2/vpc:Vpc`, `apps.v1.Deployment` of `kubernetes:apps/v1:Deployment`. */
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
  // Kinds that a chart or an operator brings.
  if (packageName === "kubernetes") return library.apiextensions.CustomResource;
  throw new Error(`@pulumi/${packageName} has no class for ${type}`);
}

/** The plan shows the JSON that constructors of providers make of structures. A kubeconfig is given to them as text. */
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
