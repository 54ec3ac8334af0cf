import type * as aws from "@pulumi/aws";
import { inputsOf, isTrue } from "../../inputReaders";
import { stackRule } from "../../rule";
import type { Graph, Subject } from "../../subject";

const subnetType = "aws:ec2/subnet:Subnet";
const gatewayType = "aws:ec2/internetGateway:InternetGateway";

export const rule = stackRule({
  name: "nodes-in-private-subnets",
  title: "Nodes run in private subnets",
  severity: "high",
  why: "A node with a public address is exposed by one open port, such as the kubelet's or a careless hostPort.",
  fix: "set subnetIds to private subnets that reach the Internet through NAT",
  references: [{ name: "CIS EKS 5.4.3" }, { name: "CKV_AWS_130" }],
  enforcement: "mandatory",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: (group, graph) => {
    const subnets = (group.propertyDependencies.subnetIds ?? []).flatMap((urn) => graph.get(urn) ?? []);
    return subnets
      .filter(({ type }) => type === subnetType)
      .flatMap((subnet) => {
        if (isTrue(inputsOf<aws.ec2.SubnetArgs>(subnet).mapPublicIpOnLaunch)) {
          return [{ at: "subnetIds", problem: `must not contain ${subnet.name}, which assigns public addresses` }];
        }
        return reachesInternet(subnet, graph)
          ? [{ at: "subnetIds", problem: `must not contain ${subnet.name}, which has a route to an Internet gateway` }]
          : [];
      });
  },
});

function reachesInternet(subnet: Subject, graph: Graph): boolean {
  const associations = graph.dependents(subnet, "aws:ec2/routeTableAssociation:RouteTableAssociation", "subnetId");
  const tables = associations.flatMap(({ propertyDependencies }) => propertyDependencies.routeTableId ?? []);
  return tables
    .flatMap((urn) => graph.get(urn) ?? [])
    .some((table) => {
      const routes = graph.dependents(table, "aws:ec2/route:Route", "routeTableId");
      const gateways = routes.flatMap(({ propertyDependencies }) => propertyDependencies.gatewayId ?? []);
      return [...gateways, ...(table.propertyDependencies.routes ?? [])].some(
        (urn) => graph.get(urn)?.type === gatewayType,
      );
    });
}
