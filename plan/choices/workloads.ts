import { transformKeys } from "../../components/workloads/fields";
import type { WorkloadKindFacts } from "../../components/workloads/kind";
import { row, table } from "../report/markdownText";

/** How a program imports each workload, and the objects that its `transform` changes. */
export function workloadTable(kinds: readonly WorkloadKindFacts[], docs: string): string[] {
  return [
    "Files of `teams/` import the classes:",
    "",
    ...kinds.map(({ name }) => `    import { ${name} } from "../components/workloads/${moduleOf(name)}";`),
    "",
    "`transform` changes single objects of a workload where its arguments do not suffice:",
    "`transform: { job: (args) => { … } }` edits the arguments of the object in place, and `transform: { job: { spec: … } }`",
    `replaces whole properties. [Changing resources](${docs}extending.md) has examples. The types are those of \`import * as k8s from "@pulumi/kubernetes"\`.`,
    "",
    ...table(
      ["workload", "keys of `transform`"],
      kinds.map((kind) =>
        row(
          `[${kind.name}](${docs}workloads/${kind.page})`,
          transformKeys(kind)
            .map(({ key, type }) => `\`${key}\` (\`${type}\`)`)
            .join(", "),
        ),
      ),
    ),
  ];
}

/** `trainingJob/trainingJob`: the module of a workload's class. */
function moduleOf(name: string): string {
  const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return `${file}/${file}`;
}
