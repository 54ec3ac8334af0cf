import { releaseType } from "../../../core/graph/graph";
import { textOf } from "../../../core/json/reading";
import { quantityOf } from "../../../core/kubernetes/quantities";
import { grownVolumes } from "../volumes";
import { changes, type EffectRule, perhaps, removes } from "./effect";

const database = "aws:rds/instance:Instance";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";

/** Inputs whose change restarts a managed database, with the change in words. */
const restarts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.Modifying.html
  [database]: {
    instanceClass: "another instance class",
    engineVersion: "another engine version",
    parameterGroupName: "another parameter group",
    optionGroupName: "another option group",
    storageType: "another storage type",
    caCertIdentifier: "another certificate authority",
    identifier: "another identifier",
    port: "another port",
    dbSubnetGroupName: "another network",
  },
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html
  [cache]: {
    nodeType: "another node type",
    engineVersion: "another engine version",
    engine: "another engine",
    parameterGroupName: "another parameter group",
  },
};

/** Managed databases are unavailable during a restart or a failover. */
export const databaseRestarts: EffectRule = (source) => {
  const { kind, before, after } = source;
  if (kind !== "update" || before === undefined || after === undefined) return [];
  const reasons = Object.entries(restarts[after.type] ?? {}).flatMap(([input, reason]) =>
    changes(source, input) && !changes(source, "urn") ? [reason] : [],
  );
  if (reasons.length === 0) return [];
  const when = after.inputs.applyImmediately === true ? "at once" : "in its maintenance window";
  const standby = after.inputs.multiAz === true || after.inputs.automaticFailoverEnabled === true;
  const length = standby ? "a minute or two, while the standby takes over" : "several minutes, without a standby";
  return [{ kind: "downtime", text: `restarts ${when} for ${reasons.join(" and ")}: unavailable for ${length}` }];
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html */
export const standbyRemoved: EffectRule = ({ kind, before, after }) => {
  if (kind !== "update" || before?.inputs.multiAz !== true || after?.inputs.multiAz !== false) return [];
  return [
    {
      kind: "downtime",
      text: "removes the standby: the database is unavailable when its zone fails and during each maintenance",
    },
  ];
};

/** Static parameters take effect after a restart, which must be requested. */
export const parametersWait: EffectRule = (source) => {
  const { kind, after } = source;
  if (kind !== "update" || after?.type !== "aws:rds/parameterGroup:ParameterGroup") return [];
  if (!changes(source, "parameters") || !JSON.stringify(after.inputs.parameters ?? "").includes("pending-reboot"))
    return [];
  return [{ kind: "downtime", text: "its static parameters take effect only after you restart the database" }];
};

/** Pods cannot reach the Internet while a NAT gateway is replaced. */
export const egressInterrupted: EffectRule = (source, plans) => {
  const gateway = "aws:ec2/natGateway:NatGateway";
  if (source.before?.type !== gateway || !removes(source)) return [];
  const others = [...plans.after.values()].some(({ type, urn }) => type === gateway && urn !== source.before?.urn);
  const text =
    source.kind === "delete"
      ? `deletes a NAT gateway: connections through it break${others ? "" : ", and pods can no longer reach the Internet"}`
      : `${perhaps(source)}replaces a NAT gateway: connections through it break, and there is no egress for some minutes`;
  return [{ kind: "downtime", text }];
};

/** A chart under another name or in another namespace is uninstalled and installed again. */
export const reinstalledChart: EffectRule = (source) => {
  if (source.kind !== "update" || source.before?.type !== releaseType || source.replaces === "no") return [];
  return [{ kind: "downtime", text: `${perhaps(source)}uninstalls the chart and installs it again` }];
};

/**
 * A claim keeps its size when its template grows. Prometheus fills the volume up to `retentionSize`, and stops if the
 * volume is smaller.
 */
export const retentionAboveClaims: EffectRule = (source) => {
  const { before, after } = source;
  if (source.kind !== "update" || before === undefined || after === undefined) return [];
  const spec = ["values", "prometheus", "prometheusSpec"];
  const claim = textOf(
    before.inputs,
    ...spec,
    "storageSpec",
    "volumeClaimTemplate",
    "spec",
    "resources",
    "requests",
    "storage",
  );
  const retention = textOf(after.inputs, ...spec, "retentionSize");
  if (claim === undefined || retention === undefined) return [];
  const [bytes, kept] = [quantityOf(claim), quantityOf(retention.replace(/iB$/, "i"))];
  if (bytes === undefined || kept === undefined || kept <= bytes) return [];
  return [
    {
      kind: "downtime",
      text: `Prometheus stops once samples fill its claims, which keep ${claim}: expand them first, then raise retentionSize to ${retention}`,
    },
  ];
};

/** Existing claims keep their size: only the template for new claims grows. */
export const claimsDoNotGrow: EffectRule = ({ kind, before, after, differences, replaces }) => {
  if (kind !== "update" || before === undefined || after === undefined) return [];
  return grownVolumes({ before, after, differences, replaces }).map(({ path, before: earlier, after: later }) => ({
    kind: "irreversible",
    text: `${path} grows to ${later} for new claims only, and never shrinks: expand the existing claims of ${earlier} by hand (docs/operations/volumes.md)`,
  }));
};
