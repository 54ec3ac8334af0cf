import { findInstanceType } from "../../components/compute/instanceCatalogue";
import { devicesPerGpu } from "../../components/compute/managed/userData";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { numberOf, objectOf, textOrEmpty, textsOf } from "../../core/json/reading";
import type { NodeGroup, Taint, Zone } from "./clusterEffects";
import type { CloudResource, CloudView } from "./resourceType";
import { subnet } from "./types/formats";

export const nodeGroupType = "aws:eks/nodeGroup:NodeGroup";

const effects: Readonly<Record<string, string>> = {
  NO_SCHEDULE: "NoSchedule",
  NO_EXECUTE: "NoExecute",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
};

/** Returns the nodes of a managed node group, by its properties and those of its launch template and subnets. */
export function nodeGroupOf({ outputs }: CloudResource, cloud: CloudView): NodeGroup {
  const template = cloud.find(
    "aws:ec2/launchTemplate:LaunchTemplate",
    "id",
    textOrEmpty(objectOf(outputs, "launchTemplate"), "id"),
  );
  const amiType = textOrEmpty(outputs, "amiType");
  const instanceTypes = textsOf(outputs, "instanceTypes");
  return {
    name: textOrEmpty(outputs, "nodeGroupName"),
    clusterName: textOrEmpty(outputs, "clusterName"),
    region: textOrEmpty(outputs, "region"),
    size: numberOf(objectOf(outputs, "scalingConfig"), "desiredSize") ?? 0,
    instanceTypes,
    capacityType: textOrEmpty(outputs, "capacityType"),
    amiType,
    labels: texts(objectOf(outputs, "labels")),
    taints: objects(outputs.taints).map(taint),
    zones: textsOf(outputs, "subnetIds").flatMap((id) => zone(cloud, id)),
    diskGibibytes: disk(amiType, template?.outputs ?? {}) ?? numberOf(outputs, "diskSize") ?? 20,
    devicesPerGpu: devices(instanceTypes[0] ?? "", template?.outputs ?? {}),
    efaInterfaces: objects(template?.outputs.networkInterfaces).filter((card) =>
      textOrEmpty(card, "interfaceType").startsWith("efa"),
    ).length,
  };
}

function taint(given: JsonObject): Taint {
  const effect = textOrEmpty(given, "effect");
  return { key: textOrEmpty(given, "key"), value: textOrEmpty(given, "value"), effect: effects[effect] ?? effect };
}

function zone(cloud: CloudView, subnetId: string): Zone[] {
  const found = cloud.find(subnet, "id", subnetId);
  if (!found) return [];
  const name = textOrEmpty(found.outputs, "availabilityZone");
  return [{ name, subnetId, cidrBlock: textOrEmpty(found.outputs, "cidrBlock") }];
}

/** Returns the volume size for images and pods, GiB. Bottlerocket uses its second volume for them. */
function disk(amiType: string, template: JsonObject): number | undefined {
  const device = amiType.startsWith("BOTTLEROCKET") ? "/dev/xvdb" : "/dev/xvda";
  const found = objects(template.blockDeviceMappings).find((mapping) => textOrEmpty(mapping, "deviceName") === device);
  const size = found ? (numberOf(objectOf(found, "ebs"), "volumeSize") ?? 0) : 0;
  return size > 0 ? size : undefined;
}

/** Returns the devices per GPU, from the settings of Bottlerocket's device plugin that share GPUs. */
function devices(instanceType: string, template: JsonObject): number {
  const accelerator = findInstanceType(instanceType)?.accelerator;
  if (!accelerator) return 1;
  const settings = Buffer.from(textOrEmpty(template, "userData"), "base64").toString("utf8");
  const replicas = /^replicas = (\d+)$/m.exec(settings)?.[1];
  if (replicas !== undefined) return Number(replicas);
  const profile = /^\[settings\.kubelet-device-plugins\.nvidia\.mig\.profile\]\n"[^"]*" = "([^"]*)"$/m.exec(
    settings,
  )?.[1];
  return profile === undefined ? 1 : devicesPerGpu({ mode: "mig", profile }, accelerator);
}

function texts(value: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (typeof inner === "string" ? [[key, inner]] : [])),
  );
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((one) => isJsonObject(one)) : [];
}
