import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { textOrEmpty } from "../../core/json/reading";
import type { OfferingLists } from "./offerings";

/** CloudFormation's schemas in the Python package cfn-lint. */
export interface CfnLint {
  readonly version: string;
  /** Date of the schemas. */
  readonly asOf: string;
  readonly schemaOf: (type: string) => JsonObject;
  /** Instance types, RDS classes and cache node types by region. */
  readonly offeringLists: () => OfferingLists;
}

/** Region of the schemas. Schemas of the types in use are the same in all regions. */
const region = "us-east-1";

/**
 * Reads an unpacked cfn-lint.
 *
 * @param folder Target folder of `pip install --no-deps --target`.
 * @throws Error if the folder does not contain it.
 */
export function readCfnLint(folder: string): CfnLint {
  const installed = readdirSync(folder).find((name) => /^cfn_lint-.*\.dist-info$/.test(name));
  if (installed === undefined) throw new Error(`${folder} has no cfn-lint: ${hint}`);
  const schemas = path.join(folder, "cfnlint/data/schemas");
  const hashes = read(path.join(schemas, "providers", `${region}.json`));
  return {
    version: installed.replace("cfn_lint-", "").replace(".dist-info", ""),
    asOf: textOrEmpty(read(path.join(schemas, "version.json")), "schema_date").slice(0, 10),
    schemaOf: (type) => {
      const hash = textOrEmpty(hashes, type);
      if (hash === "")
        throw new Error(`cfn-lint has no schema of ${type}: correct the type in generate/models/names.ts`);
      return read(path.join(schemas, "resources", `${hash}.json`));
    },
    offeringLists: () => {
      const list = (file: string) => read(path.join(schemas, "extensions", file));
      return {
        instanceTypes: list("aws_ec2_instance/instancetype_enum.json"),
        databaseClasses: list("aws_rds_dbinstance/dbinstanceclass_enum.json"),
        cacheNodeTypes: list("aws_elasticache_cachecluster/cachenodetype_enum.json"),
      };
    },
  };
}

/** How to install it. */
export const hint = "pip install --no-deps --target FOLDER cfn-lint, then npm run models -- FOLDER";

function read(file: string): JsonObject {
  const value: Json = JSON.parse(readFileSync(file, "utf8"));
  if (!isJsonObject(value)) throw new Error(`${file} is not an object`);
  return value;
}
