import { isOffered, offeringsDate, regionsOf } from "../../core/aws/offerings";
import type { CrossFieldIssue } from "../../core/schema/crossField";
import { plural } from "../../core/text/plural";
import { mostSimilar } from "../compute/alternatives";
import { findInstanceType } from "../compute/instanceCatalogue";
import { cacheNodeTypes, databaseInstanceClasses } from "../data/instanceClasses";
import type { Settings } from "./schema";
import type { SettingsCheck } from "./settingsCheck";

/** A type in settings, with its path. */
interface Use {
  readonly type: string;
  readonly path: readonly PropertyKey[];
}

/** Checks of instance types, database classes and cache node types against what AWS offers in the region. */
export const offeringChecks: readonly SettingsCheck[] = [
  {
    reads: ["compute.pools", "region", "regionAlsoOffers"],
    find: (settings) =>
      Object.entries(settings.compute.pools).flatMap(([name, { instanceTypes }]) =>
        missing(listed(instanceTypes, ["compute", "pools", name, "instanceTypes"]), settings, ec2),
      ),
  },
  {
    reads: ["cluster.systemNodes.instanceTypes", "region", "regionAlsoOffers"],
    find: (settings) =>
      missing(
        listed(settings.cluster.systemNodes.instanceTypes, ["cluster", "systemNodes", "instanceTypes"]),
        settings,
        ec2,
      ),
  },
  {
    reads: ["data.database.instanceClass", "region", "regionAlsoOffers"],
    find: (settings) =>
      missing(
        [{ type: settings.data.database.instanceClass, path: ["data", "database", "instanceClass"] }],
        settings,
        rds,
      ),
  },
  {
    reads: ["data.cache", "region", "regionAlsoOffers"],
    find: (settings) => {
      const { enabled, nodeType } = settings.data.cache;
      return missing(enabled ? [{ type: nodeType, path: ["data", "cache", "nodeType"] }] : [], settings, elastiCache);
    },
  },
];

/** What differs between the services. */
interface Service {
  /** What the service calls a type. */
  readonly noun: string;
  /** Returns the alternative that is offered, as completion of "use". */
  readonly alternative: (type: string, accepts: (other: string) => boolean) => string | undefined;
  /** Returns the command that asks AWS. */
  readonly command: (type: string, region: string) => string;
}

const ec2: Service = {
  noun: "an instance type",
  alternative: (type, accepts) => {
    const found = mostSimilar(type, accepts);
    if (!found) return undefined;
    const [wanted, other] = [findInstanceType(type)?.accelerator?.name, found.accelerator?.name];
    if (other === undefined) return found.type;
    return other === wanted
      ? `${found.type}, which has the same accelerator (${other})`
      : `${found.type}, which has another accelerator (${other} instead of ${wanted})`;
  },
  command: (type, region) =>
    `aws ec2 describe-instance-type-offerings --region ${region} --filters Name=instance-type,Values=${type}`,
};

const rds: Service = {
  noun: "an instance class",
  alternative: (type, accepts) => nextClass(databaseInstanceClasses, type, accepts),
  command: (type, region) =>
    `aws rds describe-orderable-db-instance-options --region ${region} --engine postgres --db-instance-class ${type}`,
};

const elastiCache: Service = {
  noun: "a node type",
  alternative: (type, accepts) => nextClass(cacheNodeTypes, type, accepts),
  command: (type, region) =>
    `aws elasticache describe-reserved-cache-nodes-offerings --region ${region} --cache-node-type ${type}`,
};

/** Returns the next larger class that is offered, or else the largest smaller one. */
function nextClass(classes: readonly string[], type: string, accepts: (other: string) => boolean): string | undefined {
  const place = classes.indexOf(type);
  return classes.slice(place + 1).find(accepts) ?? classes.slice(0, place).findLast(accepts);
}

function listed(types: readonly string[], path: readonly PropertyKey[]): Use[] {
  return types.map((type, index) => ({ type, path: [...path, index] }));
}

function missing(
  uses: readonly Use[],
  { region, regionAlsoOffers }: Settings,
  { noun, alternative, command }: Service,
): CrossFieldIssue[] {
  return uses
    .filter(({ type }) => isOffered(type, region) === false && !regionAlsoOffers.includes(type))
    .map(({ type, path }) => {
      const other = alternative(type, (candidate) => isOffered(candidate, region) === true);
      return {
        path,
        message: `must be ${noun} that AWS offers in ${region} (mlops:region): ${whereOffered(type, region)}`,
        fix: `${other === undefined ? "" : `use ${other}, or `}change mlops:region; if AWS offers it there by now, as \`${command(type, region)}\` says, add it to mlops:regionAlsoOffers`,
      };
    });
}

/** Says which regions offer a type, those of the same geography first. */
function whereOffered(type: string, region: string): string {
  const regions = regionsOf(type);
  const geography = region.split("-")[0];
  const near = regions.filter((one) => one.split("-")[0] === geography);
  const named = (near.length > 0 ? near : regions).slice(0, maximumNamed);
  const others = regions.length - named.length;
  const rest = others === 0 ? "" : ` and ${plural(others, "other region")}`;
  return `${named.join(", ")}${rest} had it on ${offeringsDate}`;
}

/** Regions that a message names. */
const maximumNamed = 6;
