import { addonVersions, charts, databaseVersions, kubernetesVersions, nodeImages } from "../components/versions";

/** `docs/versions.md`. */
export function versionsPage(): string {
  const versions = Object.entries(kubernetesVersions);
  const support = versions.map(
    ([version, { standardSupportUntil }]) => `| ${version} | ${standardSupportUntil ?? "not announced"} |`,
  );
  const names = versions.map(([version]) => version);
  const addons = Object.entries(addonVersions).map(([addon, pinned]) => {
    const cells = Object.values(pinned).map(({ version, verified }) => `${version}${verified ? "" : " (unverified)"}`);
    return `| ${addon} | ${cells.join(" | ")} |`;
  });
  const chartRows = Object.entries(charts).map(
    ([chart, { version, verified, kubernetes, source }]) =>
      `| ${chart} | ${version}${verified ? "" : " (unverified)"} | ${kubernetes.oldest} to ${kubernetes.newest} | ${source} |`,
  );
  const databaseRows = Object.entries(databaseVersions).map(
    ([engine, { version, verified, source }]) =>
      `| ${engine} | ${version}${verified ? "" : " (unverified)"} | ${source} |`,
  );
  const imageRows = Object.values(nodeImages).map(({ version, source }) => `| ${version} | ${source} |`);
  const checked = Object.values(addonVersions).flatMap((pinned) => Object.values(pinned).map((entry) => entry.checked));
  return `# Versions

What the platform is made of, out of the one table in \`components/versions.ts\`, by \`npm run generate\`.

## Kubernetes

| version | EKS's standard support until |
| --- | --- |
${support.join("\n")}

## EKS managed add-ons

Checked between ${[...checked].sort()[0]} and ${[...checked].sort().at(-1)}. *Unverified*: seen with another Kubernetes version only. Ask AWS before a
first \`pulumi up\`: \`aws eks describe-addon-versions --kubernetes-version VERSION --addon-name NAME\`.

| add-on | ${names.join(" | ")} |
| --- | ${names.map(() => "---").join(" | ")} |
${addons.join("\n")}

## Charts

| chart | version | Kubernetes | source |
| --- | --- | --- | --- |
${chartRows.join("\n")}

## Databases

| engine | version | source |
| --- | --- | --- |
${databaseRows.join("\n")}

## Images of nodes that Karpenter makes

| image | source |
| --- | --- |
${imageRows.join("\n")}
`;
}
