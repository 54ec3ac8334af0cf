import type { Registration } from "../core/graph/registration";

/** `docs/resources.md`: how many resources of each type a stack has. */
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

What \`pulumi up\` creates with the settings and the program of \`test/fixtures\`, out of the plan, by \`npm run generate\`.
\`npm run plan\` shows what it creates with yours by component, \`npm run plan -- --json FILE\` with all inputs.

| type | ${stacks.join(" | ")} |
| --- | ${stacks.map(() => "---").join(" | ")} |
${rows.join("\n")}
| all | ${sums.join(" | ")} |
`;
}
