import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseDocument } from "yaml";
import { reasonOf, UsageError } from "../errors/usageError";
import { redacted } from "../graph/wire";
import { nearest } from "../text/nearest";
import { project } from "./project";

/** A stack's configuration, in the form in which Pulumi passes it to a program. */
export interface StackConfig {
  /** Values by full key: text, or JSON for structures in YAML. */
  readonly config: Readonly<Record<string, string>>;
  /** Full keys of the values that are, or contain, secrets. */
  readonly secretKeys: readonly string[];
}

/**
 * Reads `Pulumi.<stack>.yaml`. Encrypted values are not decrypted: the plan needs no passphrase, and shows `[secret]`.
 *
 * @throws UsageError if the file does not exist or is not valid.
 */
export function readStackFile(root: string, stack: string): StackConfig {
  const name = `Pulumi.${stack}.yaml`;
  const file = path.join(root, name);
  if (!existsSync(file)) {
    const known = stacks(root);
    const fix = known.length > 0 ? `use one of ${known.join(", ")}, or ` : "";
    throw new UsageError(
      `stack "${stack}" does not exist: there is no file ${name}\n  fix: ${fix}create ${name}: see docs/settings.md`,
    );
  }
  return parseStackFile(name, readText(file, name));
}

function readText(file: string, name: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${reasonOf(error)}\n  fix: make it a readable file`);
  }
}

/**
 * Returns the name of a stack in the option `--stack`.
 *
 * @throws UsageError if the name is not valid in Pulumi.
 */
export function stackOption(given: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(given)) return given;
  throw new UsageError(
    `--stack is "${given}", which is not a valid name of a stack\n  fix: use the NAME of a Pulumi.NAME.yaml`,
  );
}

/** Returns the names of stacks that have a file, sorted. */
export function stacks(root: string): string[] {
  return readdirSync(root)
    .flatMap((name) => /^Pulumi\.([^.]+)\.yaml$/.exec(name)?.[1] ?? [])
    .sort();
}

/** Parses the text of a stack's file. */
export function parseStackFile(name: string, text: string): StackConfig {
  const content = parseYaml(name, text);
  if (content !== null && content !== undefined && !isMap(content)) {
    throw new UsageError(`${name} must contain keys, not ${describe(content)}\n  fix: put settings below config:`);
  }
  const config = content?.config ?? {};
  const problems = [
    ...unknownKeys(name, Object.keys(content ?? {})),
    ...(isMap(config) ? configProblems(name, config) : [notAMap(name, config)]),
  ];
  if (!isMap(config) || problems.length > 0) throw new UsageError(problems.join("\n\n"));
  const secretKeys = Object.keys(config).filter((key) => holdsSecret(config[key]));
  return {
    config: Object.fromEntries(
      Object.entries(config)
        .filter(([, value]) => value !== null)
        .map(([key, value]) => [key, asPulumiPassesIt(value)]),
    ),
    secretKeys,
  };
}

/** Keys of a stack's file in Pulumi. */
const knownKeys = ["config", "encryptedkey", "encryptionsalt", "environment", "secretsprovider"];

/** Rejects unknown keys next to `config:`, because Pulumi ignores them without an error. */
function unknownKeys(name: string, keys: readonly string[]): string[] {
  const unknown = keys.filter((key) => !knownKeys.includes(key));
  const meant = unknown.some((key) => key.includes(":"))
    ? "indent settings below config:"
    : `use one of ${knownKeys.join(", ")}`;
  return problemIf(unknown, `${name} has unknown keys`, meant);
}

function notAMap(name: string, config: unknown): string {
  return `config in ${name} must contain keys, not ${describe(config)}\n  fix: put settings below config:, such as mlops:region: us-west-2`;
}

/** Namespaces of providers. The program creates its providers itself, so their configuration has no effect. */
const providers = ["aws", "kubernetes", "random"];

function configProblems(name: string, config: Readonly<Record<string, unknown>>): string[] {
  const keys = Object.keys(config);
  const bare = keys.filter((key) => !key.includes(":"));
  const mistyped = keys.filter((key) => isMisspelledProject(namespaceOf(key)));
  const ofProviders = keys.filter((key) => key.includes(":") && providers.includes(namespaceOf(key)));
  const region = ofProviders.includes("aws:region") ? "write mlops:region in place of aws:region" : undefined;
  const infinite = Object.entries(config).flatMap(([key, value]) => infiniteNumbers(value, key));
  return [
    ...problemIf(
      bare,
      `config in ${name} has keys without a namespace`,
      `write ${bare.map((key) => `${project}:${key}`).join(", ")}`,
    ),
    ...problemIf(
      mistyped,
      `config in ${name} has keys whose namespace must be ${project}`,
      `write ${mistyped.map((key) => key.replace(/^[^:]*/, project)).join(", ")}`,
    ),
    ...problemIf(
      ofProviders,
      `config in ${name} has keys of providers, which have no effect: the program creates its providers from the settings of mlops`,
      region ?? "remove them",
    ),
    ...problemIf(infinite, `config in ${name} has values that are not finite numbers`, "write a finite number"),
  ];
}

function problemIf(keys: readonly string[], problem: string, fix: string): string[] {
  return keys.length === 0 ? [] : [`${problem}: ${keys.join(", ")}\n  fix: ${fix}`];
}

/** JSON, the form in which Pulumi passes structures, has neither infinity (`.inf`, `1e400`) nor `.nan`. */
function infiniteNumbers(value: unknown, path: string): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (Array.isArray(value)) return value.flatMap((one, index) => infiniteNumbers(one, `${path}[${index}]`));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => infiniteNumbers(inner, `${path}.${key}`));
}

function namespaceOf(key: string): string {
  return key.split(":")[0] ?? "";
}

/** Returns whether a namespace is probably a misspelling of the project's name. */
function isMisspelledProject(namespace: string): boolean {
  return namespace !== project && nearest(namespace, [project]) !== undefined;
}

function parseYaml(name: string, text: string): unknown {
  const document = parseDocument(text);
  const [first] = document.errors;
  if (first !== undefined) {
    // Most further errors follow from the first one.
    const problem = first.message.split("\n\n")[0]?.replace(/:$/, "");
    const fix = first.code === "TAB_AS_INDENT" ? "indent with spaces" : "correct the line";
    throw new UsageError(`${name} is not YAML: ${problem}\n  fix: ${fix}`);
  }
  try {
    const content: unknown = document.toJS();
    // Cyclic aliases are valid YAML, but not a valid configuration.
    JSON.stringify(content);
    return content;
  } catch (error) {
    throw new UsageError(
      `${name} has aliases that cannot be resolved: ${reasonOf(error)}\n  fix: replace the aliases with their values`,
    );
  }
}

function asPulumiPassesIt(value: unknown): string {
  const open = redactSecure(value);
  return typeof open === "string" ? open : JSON.stringify(open);
}

/** Redacts encrypted values, which are maps with the only key `secure`. */
function redactSecure(value: unknown): unknown {
  if (isSecure(value)) return redacted;
  if (Array.isArray(value)) return value.map(redactSecure);
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redactSecure(inner)]));
  return value;
}

function holdsSecret(value: unknown): boolean {
  if (isSecure(value)) return true;
  return isMap(value) || Array.isArray(value) ? Object.values(value).some(holdsSecret) : false;
}

function isSecure(value: unknown): boolean {
  return isMap(value) && Object.keys(value).length === 1 && "secure" in value;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  return Array.isArray(value) ? "a list" : `the ${typeof value} ${JSON.stringify(value)}`;
}
