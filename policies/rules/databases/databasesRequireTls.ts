import type * as aws from "@pulumi/aws";
import { fieldOf, inputsOf, itemsOf, textOf } from "../../inputReaders";
import { stackRule } from "../../rule";

const groupType = "aws:rds/parameterGroup:ParameterGroup";

export const rule = stackRule({
  name: "databases-require-tls",
  title: "Databases require TLS",
  severity: "high",
  why: "A client without TLS sends its password and rows over the network in plain text, without any error.",
  fix: "set parameterGroupName to a ParameterGroup with rds.force_ssl: 1 (PostgreSQL) or require_secure_transport: ON (MySQL, MariaDB)",
  references: [{ name: "CKV2_AWS_69" }],
  enforcement: "mandatory",
  types: ["aws:rds/instance:Instance"],
  check: (database, graph) => {
    const engine = textOf(inputsOf<aws.rds.InstanceArgs>(database).engine);
    const [name, on] = /^(mysql|mariadb)/.test(engine)
      ? ["require_secure_transport", ["ON", "1"]]
      : ["rds.force_ssl", ["1"]];
    const groups = (database.propertyDependencies.parameterGroupName ?? []).flatMap((urn) => graph.get(urn) ?? []);
    const required = groups
      .filter(({ type }) => type === groupType)
      .flatMap((group) => itemsOf(inputsOf<aws.rds.ParameterGroupArgs>(group).parameters))
      .some((one: unknown) => fieldOf(one, "name") === name && on.includes(String(fieldOf(one, "value"))));
    return required ? [] : [{ at: "parameterGroupName", problem: `must name a ParameterGroup that sets ${name}` }];
  },
});
