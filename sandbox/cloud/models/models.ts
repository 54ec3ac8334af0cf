import type { JsonObject } from "../../../core/json/json";
import table from "./models.generated.json";

/** What CloudFormation's schemas say of a type, in the names of the AWS SDK. `npm run models` writes it. */
export interface TypeModel {
  /** CloudFormation's type. */
  readonly from: string;
  readonly schema: JsonObject;
  /** Inputs that only a creation takes, by path. */
  readonly createOnly: readonly string[];
  /** Inputs of which the values decide whether a change makes the resource anew. */
  readonly conditionalCreateOnly: readonly string[];
  /** Inputs that CloudFormation describes nowhere. */
  readonly unmatched: readonly string[];
}

const types: Readonly<Record<string, TypeModel>> = table.types;

/** Package, version and day of the schemas. */
export const modelSource: string = table.source;

/** Types that have a model. */
export const modelledTypes: readonly string[] = Object.keys(types);

/** A type's model, or undefined where CloudFormation describes nothing of the kind. */
export function modelOf(type: string): TypeModel | undefined {
  return types[type];
}
