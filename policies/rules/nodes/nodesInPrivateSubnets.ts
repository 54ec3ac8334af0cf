import type * as aws from "@pulumi/aws";
import { inputsOf, isTrue } from "../../inputReaders";
import { stackRule } from "../../rule";
import type { Graph, Subject } from "../../subject";

const subnetType = "aws:ec2/subnet:Subnet";
const gatewayType = "aws:ec2/internetGateway:InternetGateway";

export const rule = stackRule({
  name: "nodes-in-private-subnets",
  title: "Nodes are in subnets that the Internet does not reach",
  severity: "high",
  why: "A node with a public address is one open port away from everybody: kubelet's, or that of a careless hostPort.",
  fix: "give subnetIds of private subnets, whose way out is NAT",
  references: [{ name: "CIS EKS 5.4.3" }, { name: "CKV_AWS_130" }],
  enforcement: "mandatory",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: (group, graph) => {
    const subnets = (group.propertyDependencies.subnetIds ?? []).flatMap((urn) => graph.get(urn) ?? []);
    return subnets
      .filter(({ type }) => type === subnetType)
      .flatMap((subnet) => {
        if (isTrue(inputsOf<aws.ec2.SubnetArgs>(subnet).mapPublicIpOnLaunch)) {
          return [{ at: "subnetIds", problem: `${subnet.name} gives public addresses` }];
        }
        return reachesInternet(subnet, graph)
          ? [{ at: "subnetIds", problem: `${subnet.name} has a route to an Internet gateway` }]
          : [];
      });
  },
});

function reachesInternet(subnet: Subject, graph: Graph): boolean {
  const associations = graph.naming(subnet, "aws:ec2/routeTableAssociation:RouteTableAssociation", "subnetId");
  const tables = associations.flatMap(({ propertyDependencies }) => propertyDependencies.routeTableId ?? []);
  return tables
    .flatMap((urn) => graph.get(urn) ?? [])
    .some((table) => {
      const routes = graph.naming(table, "aws:ec2/route:Route", "routeTableId");
      const gateways = routes.flatMap(({ propertyDependencies }) => propertyDependencies.gatewayId ?? []);
      return [...gateways, ...(table.propertyDependencies.routes ?? [])].some(
        (urn) => graph.get(urn)?.type === gatewayType,
      );
    });
}
