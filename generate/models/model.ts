import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { objectOf, textsOf } from "../../core/json/reading";
import { hasConstraints, listConstraints, numberConstraints, textConstraints } from "./constraints";
import { further, tagLimits } from "./further";
import type { InputProperty, InputShape } from "./inputShapes";
import type { Mapping } from "./names";

/** CloudFormation's schema of a type, with the SDK's names. */
export interface Model {
  readonly schema: JsonObject;
  /** Paths of create-only inputs. */
  readonly createOnly: readonly string[];
  /** Paths of inputs whose values decide whether a change replaces the resource. */
  readonly conditionalCreateOnly: readonly string[];
  /** Paths of inputs that CloudFormation does not describe. */
  readonly unmatched: readonly string[];
}

/** A part of CloudFormation's schema, with its path. */
interface Place {
  readonly schema: JsonObject;
  /** Names of the path, without list marks. */
  readonly names: readonly string[];
}

/** Rewrites a CloudFormation schema in the names and the structure of the SDK's type. */
export class ModelBuilder {
  /** Inputs by CloudFormation's path, as in its lists of create-only properties: `/properties/Kms/KeyId`. */
  private readonly inputs = new Map<string, string[]>();
  private readonly unmatched: string[] = [];

  constructor(
    private readonly type: string,
    private readonly mapping: Mapping,
    private readonly root: JsonObject,
  ) {}

  build(shape: InputShape): Model {
    const top = { schema: this.root, names: [] };
    const start = this.mapping.at === undefined ? top : this.walk(top, this.mapping.at);
    if (!start) throw new Error(`${this.mapping.type} has no ${this.mapping.at}`);
    const schema = this.object(shape, start, "", true);
    const paths = (list: string) =>
      textsOf(this.root, list).flatMap((pointer) => this.inputs.get(pointer.replaceAll("/*", "")) ?? []);
    return {
      schema,
      createOnly: paths("createOnlyProperties").sort(),
      conditionalCreateOnly: paths("conditionalCreateOnlyProperties").sort(),
      unmatched: this.unmatched,
    };
  }

  private object(shape: InputShape, place: Place, path: string, ownPlace: boolean): JsonObject {
    if (shape.kind !== "object") return {};
    const properties: Record<string, Json> = {};
    const required: string[] = [];
    const names = new Map<string, string>();
    for (const [key, property] of Object.entries(shape.properties)) {
      const inner = path ? `${path}.${key}` : key;
      const name = this.mapping.names?.[inner] ?? key;
      const found = name === "." ? place : this.find(place, name);
      const schema = this.property(property, found, inner, name === ".");
      if (hasConstraints(schema)) properties[key] = schema;
      const demanded = ownPlace && textsOf(place.schema, "required").some((other) => sameName(other, name));
      if ((property.required || demanded) && this.mapping.optional?.[inner] === undefined) required.push(key);
      names.set(name.toLowerCase(), key);
    }
    return {
      ...(hasConstraints(properties) && { properties }),
      ...(required.length > 0 && { required: required.sort() }),
      ...(ownPlace && together(place.schema, names)),
    };
  }

  private property(property: InputProperty, found: Place | undefined, path: string, samePlace: boolean): JsonObject {
    const extra = further[this.type]?.[path]?.constraint ?? {};
    if (/(^|\.)tags$/.test(path) && property.shape.kind === "map") return this.tags(found);
    if (!found) {
      this.unmatched.push(path);
      return extra;
    }
    if (!samePlace) this.note(found, path);
    return { ...this.value(property.shape, found, path, samePlace), ...extra };
  }

  private value(shape: InputShape, place: Place, path: string, samePlace: boolean): JsonObject {
    const { items } = place.schema;
    const isList = place.schema.type === "array";
    const element = isJsonObject(items) ? { ...place, schema: this.resolve(items) } : undefined;
    switch (shape.kind) {
      case "list": {
        const inner = this.value(shape.element, isList && element ? element : place, path, samePlace);
        return { ...(isList ? listConstraints(place.schema) : {}), ...(hasConstraints(inner) && { items: inner }) };
      }
      case "object":
        // The SDK has an object where CloudFormation has a list with one entry.
        return this.object(shape, isList && element && !samePlace ? element : place, path, !samePlace);
      case "string":
        return textConstraints(isList && element ? element.schema : place.schema);
      case "number":
        return { type: "number", ...numberConstraints(place.schema) };
      case "boolean":
        return { type: "boolean" };
      default:
        return {};
    }
  }

  /** CloudFormation has a list of keys and values where the SDK has a map. */
  private tags(found: Place | undefined): JsonObject {
    const { items } = found?.schema ?? {};
    const { Key, Value } = objectOf(isJsonObject(items) ? this.resolve(items) : {}, "properties");
    if (found) this.note(found, "tags");
    const part = (schema: Json | undefined) => (isJsonObject(schema) ? textConstraints(this.resolve(schema)) : {});
    const { key, value, most } = tagLimits;
    return {
      maxProperties: most,
      propertyNames: { ...key, ...part(Key) },
      additionalProperties: { ...value, ...part(Value) },
    };
  }

  private find(place: Place, name: string): Place | undefined {
    return name.startsWith("/") ? this.walk({ schema: this.root, names: [] }, name.slice(1)) : this.walk(place, name);
  }

  private note({ names }: Place, path: string): void {
    const pointer = `/properties/${names.join("/")}`;
    this.inputs.set(pointer, [...(this.inputs.get(pointer) ?? []), path]);
  }

  /** Follows a path such as `Logging.Types[].Type`. If the path goes through a list, the result is a list too. */
  private walk(start: Place, path: string): Place | undefined {
    const [first = "", ...rest] = path.split(".");
    const isElement = first.endsWith("[]");
    const key = isElement ? first.slice(0, -2) : first;
    const properties = objectOf(start.schema, "properties");
    const named = Object.keys(properties).find((other) => sameName(other, key)) ?? key;
    const found = properties[named];
    if (!isJsonObject(found)) return undefined;
    const place = { schema: this.resolve(found), names: [...start.names, named] };
    if (!isElement) return rest.length > 0 ? this.walk(place, rest.join(".")) : place;
    const { items } = place.schema;
    if (!isJsonObject(items)) return undefined;
    const element = { ...place, schema: this.resolve(items) };
    if (rest.length === 0) return element;
    const inner = this.walk(element, rest.join("."));
    return inner && { ...inner, schema: { ...listConstraints(place.schema), type: "array", items: inner.schema } };
  }

  private resolve(schema: JsonObject): JsonObject {
    const { $ref, ...rest } = schema;
    if (typeof $ref !== "string") return schema;
    const target = objectOf(this.root, "definitions")[$ref.replace("#/definitions/", "")];
    return { ...(isJsonObject(target) ? this.resolve(target) : {}), ...rest };
  }
}

/** CloudFormation writes `DBName` and `MultiAZ` where the SDK has `dbName` and `multiAz`. */
function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Returns CloudFormation's constraints on combinations of inputs, if the SDK has all of these inputs. */
function together(schema: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  const known = (list: readonly string[]) => list.flatMap((name) => names.get(name.toLowerCase()) ?? []);
  const [one, some] = [textsOf(schema, "requiredXor"), textsOf(schema, "requiredOr")];
  const needs = Object.entries(objectOf(schema, "dependentRequired")).flatMap(([name]) => {
    const key = names.get(name.toLowerCase());
    const others = known(textsOf(objectOf(schema, "dependentRequired"), name));
    return key !== undefined && others.length > 0 ? [[key, others] as const] : [];
  });
  const group = (list: readonly string[]) => known(list).map((key) => ({ required: [key] }));
  return {
    ...(known(one).length > 1 && { oneOf: group(one) }),
    ...(known(some).length > 1 && { anyOf: group(some) }),
    ...(needs.length > 0 && { dependencies: Object.fromEntries(needs.map(([key, others]) => [key, [...others]])) }),
  };
}
