import { comparison } from "../../../plan/diff/compare";
import type { PlanDocument, PlannedResource, Verdict } from "../../../plan/document";
import { documentWith, planned } from "../../support/documents";

/** A value that attempts an injection into a report. */
export const hostile = '</script><img src=x onerror="alert(1)"> `|` @who **bold**';

const root = planned("mlops:index:MlPlatform", "mlops-dev");
const data = planned("mlops:index:Data", "mlops-dev-data", {}, {}, root);
const network = planned("mlops:index:Network", "mlops-dev-network", {}, {}, root);

const monthly = { minimum: 10, expected: 20, maximum: 300 };

/** Few resources of which a report has everything to say. */
export function smallPlan(size = 8, note = "a"): PlanDocument {
  const vpc = planned("aws:ec2/vpc:Vpc", "mlops-dev-network", { cidrBlock: "10.0.0.0/16" }, {}, network);
  const bucket = planned("aws:s3/bucket:Bucket", "mlops-dev-data-artifacts", { bucket: note }, { protect: true }, data);
  const database = planned(
    "aws:rds/instance:Instance",
    "mlops-dev-data-database",
    { allocatedStorage: size },
    {},
    data,
  );
  const chart = planned(
    "kubernetes:helm.sh/v3:Release",
    "mlops-dev-data-chart",
    { chart: "x", version: "1" },
    {},
    data,
  );
  return documentWith([root, data, network, vpc, bucket, database, chart], {
    verdicts: [
      verdict("fail", bucket),
      verdict("deferred", database),
      verdict("waived", database),
      verdict("pass", bucket),
    ],
    opaque: [chart.urn],
    cost: {
      currency: "USD",
      asOf: "2026-01-31",
      monthly,
      items: [{ urn: database.urn, component: data.name, item: "instance", monthly, basis: `${size} GB` }],
      unpriced: [bucket.urn],
    },
  });
}

/** The small plan beside one without its bucket, and with another network. */
export function smallComparison(after = smallPlan()) {
  const before = {
    ...smallPlan(4, "b"),
    commit: { id: "0123456789abcdef0123456789abcdef01234567", date: "2026-01-30" },
  };
  const extra = planned("aws:s3/bucket:Bucket", "mlops-dev-data-old", {}, {}, data);
  return comparison({ ...before, resources: [...before.resources, extra] }, after);
}

function verdict(status: Verdict["status"], { urn, component }: PlannedResource): Verdict {
  return {
    rule: "bucket-encrypted",
    severity: "high",
    enforcement: "mandatory",
    gate: status === "deferred" ? "up" : "plan",
    status,
    urn,
    component,
    message: "is not encrypted",
    fix: "name a key",
  };
}

/** A plan of many resources, each of which waits for some before it. */
export function largePlan(count: number, note = "note"): PlanDocument {
  const components = Array.from({ length: 60 }, (_, index) =>
    planned("mlops:index:Team", `mlops-dev-team-${index}`, {}, {}, root),
  );
  const resources: PlannedResource[] = [];
  for (let index = 0; index < count; index++) {
    const holder = components[index % components.length] ?? root;
    const type = index % 3 === 0 ? "aws:s3/bucket:Bucket" : "kubernetes:core/v1:ConfigMap";
    const before = [1, 7, 60].flatMap((back) => resources[index - back]?.urn ?? []);
    resources.push({
      ...planned(
        type,
        `${holder.name}-thing-${index}`,
        { bucket: `${note}-${index}`, tags: { owner: note } },
        {},
        holder,
      ),
      dependsOn: before,
      propertyDependencies: before[0] === undefined ? {} : { bucket: [before[0]] },
      source: `components/teams/team.ts:${index}`,
    });
  }
  const items = resources.map(({ urn, component }, index) => ({
    urn,
    component,
    item: `item ${index}`,
    monthly,
    basis: note,
  }));
  return documentWith([root, ...components, ...resources], {
    verdicts: resources.map((resource) => verdict("fail", resource)),
    opaque: resources.map(({ urn }) => urn),
    cost: { currency: "USD", asOf: "2026-01-31", monthly, items, unpriced: resources.map(({ urn }) => urn) },
  });
}
