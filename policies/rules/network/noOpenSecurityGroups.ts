import { isOpenToInternet } from "../../../core/network/blocks";
import { each, fieldOf, textsIn } from "../../inputReaders";
import { type Finding, stackRule } from "../../rule";

export const rule = stackRule({
  name: "no-open-security-groups",
  title: "No security group allows ingress from the whole Internet",
  severity: "critical",
  why: "Scanners find an open port of a database or a node within minutes.",
  fix: "name the security group or the network that may connect; the load-balancer controller manages the groups of load balancers",
  references: [{ name: "CKV_AWS_24" }, { name: "CKV_AWS_25" }, { name: "CKV_AWS_260" }, { name: "CKV_AWS_277" }],
  enforcement: "mandatory",
  types: [
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  ],
  check: ({ type, knownInputs }) => {
    if (type.endsWith(":SecurityGroupIngressRule")) return open(knownInputs, ["cidrIpv4", "cidrIpv6"], "");
    if (type.endsWith(":SecurityGroupRule")) {
      return fieldOf(knownInputs, "type") === "ingress" ? open(knownInputs, ["cidrBlocks", "ipv6CidrBlocks"], "") : [];
    }
    const ingress = fieldOf(knownInputs, "ingress");
    return each(Array.isArray(ingress) ? ingress : [], (one: unknown, index) =>
      open(one, ["cidrBlocks", "ipv6CidrBlocks"], `ingress[${index}].`),
    );
  },
});

function open(holder: unknown, fields: readonly string[], before: string): Finding[] {
  return fields
    .flatMap((field) => textsIn(fieldOf(holder, field), `${before}${field}`))
    .flatMap(({ at, text }) =>
      isOpenToInternet(text) ? [{ at, problem: "must not allow ingress from the whole Internet" }] : [],
    );
}
