import type { JsonObject } from "../../../core/json/json";
import table from "./models.generated.json";

/** CloudFormation's schema of a type, with the names of the AWS SDK. `npm run models` generates it. */
export interface TypeModel {
  /** CloudFormation's type. */
  readonly from: string;
  readonly schema: JsonObject;
  /** Paths of create-only inputs. */
  readonly createOnly: readonly string[];
  /** Paths of inputs whose values decide whether a change replaces the resource. */
  readonly conditionalCreateOnly: readonly string[];
  /** Paths of inputs that CloudFormation does not describe. */
  readonly unmatched: readonly string[];
}

const types: Readonly<Record<string, TypeModel>> = table.types;

/** Package, version and date of the schemas. */
export const modelSource: string = table.source;

/** Types that have a model. */
export const modelledTypes: readonly string[] = Object.keys(types);

/** Returns the model of a type, or undefined if CloudFormation does not describe the type. */
export function modelOf(type: string): TypeModel | undefined {
  return types[type];
}
