import type { Registration } from "../core/graph/registration";

/** Returns the text of `docs/resources.md`: how many resources of each type a stack has. */
export function resourcesPage(byStack: ReadonlyMap<string, readonly Registration[]>): string {
  const stacks = [...byStack.keys()];
  const custom = [...byStack.values()].flat().filter((resource) => resource.custom);
  const types = [...new Set(custom.map(({ type }) => type))].sort();
  const rows = types.map((type) => {
    const cells = stacks.map((stack) => byStack.get(stack)?.filter((resource) => resource.type === type).length ?? 0);
    return `| \`${type}\` | ${cells.join(" | ")} |`;
  });
  const sums = stacks.map((stack) => byStack.get(stack)?.filter((resource) => resource.custom).length ?? 0);
  return `# Resources

Number of resources that \`pulumi up\` creates with the settings and the program of \`test/fixtures\`. The stack \`everything\` turns on
all optional parts. \`npm run plan\` shows the resources of your own stack, and \`npm run plan -- --json FILE\` all their inputs.
\`npm run generate\` writes this page.

| type | ${stacks.join(" | ")} |
| --- | ${stacks.map(() => "---").join(" | ")} |
${rows.join("\n")}
| all | ${sums.join(" | ")} |
`;
}
