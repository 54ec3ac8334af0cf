import { charts } from "../components/services/charts";
import { platformImages } from "../components/services/images";
import {
  addonVersions,
  databaseVersions,
  imageLock,
  images,
  kubernetesVersions,
  nodeImages,
} from "../components/versions";

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
  const chartRows = [...charts].map(
    ([chart, { version, verified, kubernetes, source, checked: day }]) =>
      `| ${chart} | ${version}${verified ? "" : " (unverified)"} | ${kubernetes.oldest} to ${kubernetes.newest} | ${source} | ${day} |`,
  );
  const kindRows = [...charts]
    .filter(([, { crds }]) => crds.length > 0)
    .map(([chart, { crds }]) => `| ${chart} | ${crds.join(", ")} |`);
  const databaseRows = Object.entries(databaseVersions).map(
    ([engine, { version, verified, source }]) =>
      `| ${engine} | ${version}${verified ? "" : " (unverified)"} | ${source} |`,
  );
  const imageRows = Object.values(nodeImages).map(({ version, source }) => `| ${version} | ${source} |`);
  const checked = Object.values(addonVersions).flatMap((pinned) => Object.values(pinned).map((entry) => entry.checked));
  return `# Versions

What the platform is made of: charts out of the facts of their services (\`components/<service>/facts.ts\`), all else out of
\`components/versions.ts\`, by \`npm run generate\`.

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

| chart | version | Kubernetes | source | checked |
| --- | --- | --- | --- | --- |
${chartRows.join("\n")}

Kinds that they bring:

| chart | kinds |
| --- | --- |
${kindRows.join("\n")}

## Images

Of the charts with the platform's values, and of its own pods. Digests are what \`npm run images:lock\` found in the
registries, in \`components/versions/images.lock.json\`. The platform's own pods are pulled by them; charts pull by tags, but for
Karpenter's, which brings a digest.

| image | of | digest |
| --- | --- | --- |
${platformImages().map(imageRow).join("\n")}

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

function imageRow(reference: string): string {
  const users = [...charts].filter((entry) => entry[1].images.includes(reference));
  const own = Object.values(images).some(({ repository, version }) => `${repository}:${version}` === reference);
  const of = [...users.map(([chart]) => chart), ...(own ? ["own pods"] : [])].join(", ");
  const locked = imageLock[reference];
  const digest = locked && "digest" in locked ? `${locked.digest} (${locked.platforms.join(", ")})` : "unresolved";
  return `| ${reference} | ${of} | ${digest} |`;
}
