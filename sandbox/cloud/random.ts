import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";
import { secret } from "../../core/graph/wire";
import type { Json, JsonObject } from "../../core/json/json";
import { numberOf, textOrEmpty } from "../../core/json/reading";
import type { CloudResult } from "./aws";
import { withoutDefaultsKey } from "./resourceProperties";
import { plainObject, unknownValue } from "./wireValues";

const characterSets = {
  lower: "abcdefghijklmnopqrstuvwxyz",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  numeric: "0123456789",
  special: "!@#$%&*()-_=+[]{}<>:?",
} as const;
type CharacterSet = keyof typeof characterSets;

/** The simulation of a random type. */
interface SimulatedRandomType {
  readonly defaults: JsonObject;
  readonly generate: (inputs: JsonObject) => {
    readonly id: string;
    readonly values: Readonly<Record<string, string>>;
  };
  /** Properties that are unknown before the creation. */
  readonly generated: readonly string[];
  /** Whether these properties are secrets. */
  readonly secret?: boolean;
}

const characters = {
  lower: true,
  upper: true,
  number: true,
  numeric: true,
  special: true,
  minLower: 0,
  minNumeric: 0,
  minSpecial: 0,
  minUpper: 0,
};

/**
 * The simulated random types. The sandbox stores no values: Pulumi's state has the only copy, as with the real
 * provider.
 */
const randomTypes: Readonly<Record<string, SimulatedRandomType>> = {
  "random:index/randomPassword:RandomPassword": {
    defaults: characters,
    generated: ["result", "bcryptHash"],
    secret: true,
    generate: (inputs) => {
      const result = text(inputs);
      return { id: "none", values: { result, bcryptHash: hashLike(result) } };
    },
  },
  "random:index/randomString:RandomString": {
    defaults: characters,
    generated: ["result"],
    generate: (inputs) => {
      const result = text(inputs);
      return { id: result, values: { result } };
    },
  },
  "random:index/randomId:RandomId": {
    defaults: {},
    generated: ["b64Std", "b64Url", "dec", "hex"],
    generate: (inputs) => {
      const bytes = randomBytes(numberOf(inputs, "byteLength") ?? 8);
      const prefix = textOrEmpty(inputs, "prefix");
      const hex = bytes.toString("hex");
      const b64Url = bytes.toString("base64url");
      return {
        id: b64Url,
        values: {
          b64Std: prefix + bytes.toString("base64"),
          b64Url: prefix + b64Url,
          dec: prefix + BigInt(`0x${hex}`).toString(),
          hex: prefix + hex,
        },
      };
    },
  },
  "random:index/randomUuid:RandomUuid": {
    defaults: {},
    generated: ["result"],
    generate: () => {
      const result = randomUUID();
      return { id: result, values: { result } };
    },
  },
};

/** @throws Error for a type that the sandbox does not simulate. */
export function randomType(type: string): SimulatedRandomType {
  const simulated = randomTypes[type];
  if (!simulated) throw new Error(`the sandbox does not simulate ${type}\n  fix: add it to sandbox/cloud/random.ts`);
  return simulated;
}

export function createRandom(type: string, inputs: JsonObject): CloudResult {
  const simulated = randomType(type);
  const { id, values } = simulated.generate(plainObject({ ...simulated.defaults, ...inputs }));
  return { id, outputs: stateWith(simulated, inputs, (key) => values[key] ?? "") };
}

export function previewRandom(type: string, inputs: JsonObject): CloudResult {
  return { id: "", outputs: stateWith(randomType(type), inputs, () => unknownValue) };
}

function stateWith(simulated: SimulatedRandomType, inputs: JsonObject, value: (key: string) => string): JsonObject {
  const generated = simulated.generated.map((key): [string, Json] => [
    key,
    simulated.secret ? secret(value(key)) : value(key),
  ]);
  return { ...simulated.defaults, ...withoutDefaultsKey(inputs), ...Object.fromEntries(generated) };
}

/** Returns the names of the changed inputs. A change of any input creates a new value. */
export function changedInputs(oldInputs: JsonObject, newInputs: JsonObject): string[] {
  const before = withoutDefaultsKey(plainObject(oldInputs));
  const after = withoutDefaultsKey(plainObject(newInputs));
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null));
}

function text(inputs: JsonObject): string {
  const special = textOrEmpty(inputs, "overrideSpecial") || characterSets.special;
  const alphabet = (set: CharacterSet) => (set === "special" ? special : characterSets[set]);
  const wanted = kinds.filter((set) => inputs[set] !== false && !(set === "numeric" && inputs.number === false));
  const length = numberOf(inputs, "length") ?? 16;
  const needed = kinds.flatMap((set) => pick(alphabet(set), numberOf(inputs, minimum[set]) ?? 0));
  const rest = pick(wanted.map(alphabet).join(""), Math.max(0, length - needed.length));
  return shuffled([...needed, ...rest]).join("");
}

const kinds = ["lower", "upper", "numeric", "special"] as const;
const minimum = { lower: "minLower", upper: "minUpper", numeric: "minNumeric", special: "minSpecial" } as const;

function pick(alphabet: string, count: number): string[] {
  return Array.from({ length: count }, () => alphabet.charAt(randomInt(alphabet.length)));
}

function shuffled(all: readonly string[]): string[] {
  return all
    .map((one): [number, string] => [randomInt(2 ** 32), one])
    .sort(([one], [other]) => one - other)
    .map(([, one]) => one);
}

/**
 * Returns a text in the format of a bcrypt hash. It is not a real hash, because the project does not depend on bcrypt.
 */
function hashLike(value: string): string {
  const digest = createHash("sha512").update(randomBytes(16)).update(value).digest("base64").replace(/[+=]/g, ".");
  return `$2a$10$${digest.slice(0, 53)}`;
}
