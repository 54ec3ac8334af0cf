import { writeFileSync } from "node:fs";
import path from "node:path";
import { sortKeys } from "../../core/json/json";
import { handlerPermissions } from "../deployer/handlerPermissions";
import { hint, readCfnLint } from "./cfnLint";
import { inputShapes } from "./inputShapes";
import { ModelBuilder } from "./model";
import { mappings } from "./names";
import { offerings, offeringsText } from "./offerings";

/**
 * `npm run models -- FOLDER` writes CloudFormation's schemas of the types in use, with the SDK's names, and the regions
 * that offer the instance types of the catalogue.
 */
function main(): number {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) {
    process.stderr.write(`FOLDER must be the folder of an unpacked cfn-lint\n  fix: ${hint}\n`);
    return 2;
  }
  const root = path.resolve(__dirname, "../..");
  const { version, asOf, schemaOf, offeringLists } = readCfnLint(folder);
  const shapes = inputShapes(root, Object.keys(mappings));
  const types = Object.entries(mappings).map(([type, mapping]) => {
    const shape = shapes.get(type);
    if (!shape) throw new Error(`the SDK has no ${type}`);
    return [type, { from: mapping.type, ...new ModelBuilder(type, mapping, schemaOf(mapping.type)).build(shape) }];
  });
  const source = `cfn-lint ${version} (MIT-0): CloudFormation's resource schemas of ${asOf}`;
  const file = path.join(root, "sandbox/cloud/models/models.generated.json");
  writeFileSync(file, `${JSON.stringify(sortKeys({ source, types: Object.fromEntries(types) }), undefined, 1)}\n`);
  const permissions = Object.fromEntries(
    [...new Set(Object.values(mappings).map(({ type }) => type))].map((type) => [
      type,
      handlerPermissions(schemaOf(type)),
    ]),
  );
  writeFileSync(
    path.join(root, "generate/deployer/handlerPermissions.generated.json"),
    `${JSON.stringify(sortKeys({ source, types: permissions }), undefined, 1)}\n`,
  );
  writeFileSync(
    path.join(root, "core/aws/offerings.generated.json"),
    offeringsText(offerings(offeringLists()), { source: `cfn-lint ${version} (MIT-0): AWS's price list`, asOf }),
  );
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
