import { resource, specimens } from "../../specimen";
import { tags } from "../../specimens/baseStack";
import { rule } from "./noOpenSecurityGroups";

const group = (ingress: { [field: string]: string | number | string[] }) =>
  resource("aws:ec2/securityGroup:SecurityGroup", "clients", {
    description: "PostgreSQL from its clients",
    vpcId: "vpc-1",
    ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, ...ingress }],
    tags,
  });

const ingressRule = (from: { [field: string]: string }) =>
  resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "clients-database", {
    securityGroupId: "sg-1",
    ipProtocol: "tcp",
    fromPort: 5432,
    toPort: 5432,
    ...from,
    tags,
  });

const oldRule = (type: string) =>
  resource("aws:ec2/securityGroupRule:SecurityGroupRule", "clients-old", {
    securityGroupId: "sg-1",
    type,
    protocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrBlocks: ["10.0.0.0/16", "0.0.0.0/0"],
  });

export default specimens(rule, {
  passing: [
    { of: "a group for one network", stack: [group({ cidrBlocks: ["10.0.0.0/8"] })] },
    { of: "a rule for another group", stack: [ingressRule({ referencedSecurityGroupId: "sg-2" })] },
    { of: "a way out", stack: [oldRule("egress")] },
  ],
  failing: [
    {
      of: "a group for everybody",
      stack: [group({ cidrBlocks: ["0.0.0.0/0"] })],
      says: "ingress[0].cidrBlocks[0]: lets the whole Internet in",
    },
    {
      of: "a group for everybody by IPv6",
      stack: [group({ ipv6CidrBlocks: ["::/0"] })],
      says: "ingress[0].ipv6CidrBlocks[0]: lets the whole Internet in",
    },
    {
      of: "a rule for half of the Internet",
      stack: [ingressRule({ cidrIpv4: "128.0.0.0/1" })],
      says: "cidrIpv4: lets the whole Internet in",
    },
    {
      of: "a rule of the older kind",
      stack: [oldRule("ingress")],
      says: "cidrBlocks[1]: lets the whole Internet in",
    },
  ],
});
