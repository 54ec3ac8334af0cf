import { isJsonObject, type Json, type JsonObject } from "../../../../core/json/json";
import { fieldOf, listOf, objectOf, textOf, textOrEmpty, textsOf } from "../../../../core/json/reading";
import { prometheusPods } from "../../../../core/services/prometheus";
import type { PlannedResource } from "../../../document";
import type { PageModel } from "../pageModel";
import type { Parts } from "./parts";
import { internet } from "./picture";
import type { Reason } from "./reason";

const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

/** One rule of a NetworkPolicy. */
interface Rule {
  /** Part whose pods the policy selects. */
  readonly part: string;
  readonly policy: PlannedResource;
  readonly pods: JsonObject;
  readonly peers: readonly JsonObject[];
  /** Empty for all ports. */
  readonly ports: readonly string[];
}

/**
 * Connections that NetworkPolicies permit: an egress rule at one end, and an ingress rule at the other. Name lookups
 * and credentials of Pod Identity are not shown, because every pod needs them.
 */
export function policyEdges(model: PageModel, parts: Parts): Reason[] {
  const policies = model.custom.filter(({ type }) => type === policyType);
  const ingress = policies.flatMap((policy) => rulesOf(parts, policy, "ingress"));
  const egress = policies.flatMap((policy) => rulesOf(parts, policy, "egress"));
  return [
    ...betweenNamespaces(model, ingress, egress),
    ...withControlPlane(model, parts, ingress, egress),
    ...toStores(model, parts, egress),
    ...toInternet(model, parts, egress),
  ];
}

function rulesOf(parts: Parts, policy: PlannedResource, direction: "ingress" | "egress"): Rule[] {
  const part = parts.ownerOf(policy.urn);
  if (part === undefined) return [];
  return listOf(policy.inputs, "spec", direction).map((rule) => ({
    part,
    policy,
    pods: objectOf(policy.inputs, "spec", "podSelector"),
    peers: listOf(rule, direction === "ingress" ? "from" : "to").filter(isJsonObject),
    ports: listOf(rule, "ports").map((port) => String(fieldOf(port, "port") ?? "")),
  }));
}

function betweenNamespaces(model: PageModel, ingress: readonly Rule[], egress: readonly Rule[]): Reason[] {
  const namespaces = model.custom.filter(({ type }) => type === "kubernetes:core/v1:Namespace");
  const labels = new Map(
    namespaces.map(({ inputs }) => {
      const name = textOrEmpty(inputs, "metadata", "name");
      return [name, { ...objectOf(inputs, "metadata", "labels"), "kubernetes.io/metadata.name": name }] as const;
    }),
  );
  const namespaceOf = ({ policy }: Rule) => textOrEmpty(policy.inputs, "metadata", "namespace");
  const senders = new Map<string, Rule[]>();
  for (const rule of egress) senders.set(namespaceOf(rule), [...(senders.get(namespaceOf(rule)) ?? []), rule]);

  return ingress.flatMap((target) =>
    target.peers
      .filter((peer) => isJsonObject(peer.namespaceSelector))
      .flatMap((peer) =>
        [...labels]
          .filter(([, own]) => selects(peer.namespaceSelector, own))
          .flatMap(([name]) => senders.get(name) ?? [])
          .filter((sender) => compatible(objectOf(peer, "podSelector"), sender.pods))
          .flatMap((sender): Reason[] => {
            const ports = commonPorts(sender.ports, target.ports);
            const reaches = sender.peers.some(
              (to) =>
                isJsonObject(to.namespaceSelector) &&
                selects(to.namespaceSelector, labels.get(namespaceOf(target)) ?? {}) &&
                compatible(objectOf(to, "podSelector"), target.pods),
            );
            if (!reaches || ports === undefined) return [];
            return [
              {
                from: sender.part,
                to: target.part,
                kind: isPrometheus(sender.pods) ? "metrics" : "requests",
                text: ports.length > 0 ? `port ${ports.join(", ")}` : "",
                evidence: [target.policy.urn, sender.policy.urn],
              },
            ];
          }),
      ),
  );
}

/** Ports of both, or undefined if there are none. An empty list permits all ports. */
function commonPorts(one: readonly string[], other: readonly string[]): readonly string[] | undefined {
  if (one.length === 0) return other;
  if (other.length === 0) return one;
  const common = one.filter((port) => other.includes(port));
  return common.length > 0 ? common : undefined;
}

function selects(selector: Json | undefined, labels: JsonObject): boolean {
  const wanted = Object.entries(objectOf(selector, "matchLabels"));
  return (
    wanted.every(([key, value]) => labels[key] === value) &&
    listOf(selector, "matchExpressions").every((one) => {
      const value = labels[textOrEmpty(one, "key")];
      const values = textsOf(one, "values");
      switch (textOf(one, "operator")) {
        case "Exists":
          return value !== undefined;
        case "DoesNotExist":
          return value === undefined;
        case "In":
          return typeof value === "string" && values.includes(value);
        default:
          return typeof value !== "string" || !values.includes(value);
      }
    })
  );
}

/** Whether pods can match both selectors: no label has two values. */
function compatible(one: JsonObject, other: JsonObject): boolean {
  const labels = objectOf(other, "matchLabels");
  return Object.entries(objectOf(one, "matchLabels")).every(
    ([key, value]) => labels[key] === undefined || labels[key] === value,
  );
}

function isPrometheus(pods: JsonObject): boolean {
  const labels = Object.entries(objectOf(pods, "matchLabels"));
  return (
    labels.length > 0 &&
    labels.every(([key, value]) => Object.entries(prometheusPods.labels).some(([k, v]) => k === key && v === value))
  );
}

/** Rules with blocks of the subnets of the control plane. */
function withControlPlane(model: PageModel, parts: Parts, ingress: readonly Rule[], egress: readonly Rule[]): Reason[] {
  const cluster = model.custom.find(({ type }) => type === "aws:eks/cluster:Cluster");
  const part = cluster && parts.ownerOf(cluster.urn);
  if (cluster === undefined || part === undefined) return [];
  const blocks = new Set(
    (cluster.propertyDependencies.vpcConfig ?? []).map((urn) => textOf(model.byUrn.get(urn)?.inputs.cidrBlock)),
  );
  const meant = ({ peers }: Rule) => peers.some((peer) => blocks.has(textOf(peer, "ipBlock", "cidr")));
  return [
    ...egress.filter(meant).map(
      (rule): Reason => ({
        from: rule.part,
        to: part,
        kind: "requests",
        text: "Kubernetes API",
        evidence: [rule.policy.urn],
      }),
    ),
    ...ingress.filter(meant).map(
      (rule): Reason => ({
        from: part,
        to: rule.part,
        kind: "requests",
        text: `webhooks, port ${rule.ports.join(", ")}`,
        evidence: [rule.policy.urn],
      }),
    ),
  ];
}

/** Rules for any address with the port of a data store: the store's security group has the port. */
function toStores(model: PageModel, parts: Parts, egress: readonly Rule[]): Reason[] {
  const doors = model.custom.filter(({ type }) => type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
  return doors.flatMap((door) => {
    const store = parts.ownerOf(door.urn);
    const port = String(door.inputs.fromPort ?? "");
    if (store === undefined || !parts.nodes.some(({ id, topic }) => id === store && topic === "data")) return [];
    return egress
      .filter(({ peers, ports }) => peers.length === 0 && ports.includes(port))
      .map(
        (rule): Reason => ({
          from: rule.part,
          to: store,
          kind: "requests",
          text: `port ${port}`,
          evidence: [rule.policy.urn, door.urn],
        }),
      );
  });
}

/** Rules for public addresses, through the NAT gateway if the plan has one. */
function toInternet(model: PageModel, parts: Parts, egress: readonly Rule[]): Reason[] {
  const nat = model.custom.find(({ type }) => type === "aws:ec2/natGateway:NatGateway");
  const door = (nat && parts.ownerOf(nat.urn)) ?? internet;
  return egress
    .filter(({ peers }) => peers.some((peer) => textOf(peer, "ipBlock", "cidr") === "0.0.0.0/0"))
    .map(
      (rule): Reason => ({
        from: rule.part,
        to: door,
        kind: "requests",
        text: `internet, port ${rule.ports.join(", ")}`,
        evidence: [rule.policy.urn],
      }),
    );
}
