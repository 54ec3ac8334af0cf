import { shortName } from "../../../core/graph/shortNames";
import { compareText } from "../../../core/json/json";
import { textOf } from "../../../core/json/reading";
import type { PlannedResource } from "../../document";
import { type Content, html } from "./html";
import { type PageModel, resourceLink } from "./pageModel";

const subnetType = "aws:ec2/subnet:Subnet";

/** Subnets as a table of tiers by zones. A tier is the component that creates its subnets. */
export function zoneTable(model: PageModel, resources: readonly PlannedResource[]): Content {
  const subnets = resources.filter(({ type }) => type === subnetType);
  if (subnets.length === 0) return undefined;
  const zones = [...new Set(subnets.map(zoneOf))].sort(compareText);
  const tiers = [...new Set(subnets.map(({ component }) => component))];
  return html`
<div class="scroll" tabindex="0" role="region" aria-label="Subnets by zone">
<table class="zones">
  <caption>Subnets</caption>
  <thead><tr><th scope="col">Tier</th>${zones.map((zone) => html`<th scope="col">${zone}</th>`)}</tr></thead>
  <tbody>${tiers.map(
    (tier) =>
      html`<tr><th scope="row">${tierName(model, tier)}</th>${zones.map(
        (zone) =>
          html`<td>${subnets
            .filter((subnet) => subnet.component === tier && zoneOf(subnet) === zone)
            .map((subnet) => resourceLink(model, subnet.urn, textOf(subnet.inputs.cidrBlock) || subnet.name))}</td>`,
      )}</tr>`,
  )}</tbody>
</table>
</div>`;
}

function tierName(model: PageModel, component: string): string {
  const holder = [...model.holders].find(([urn]) => model.byUrn.get(urn)?.name === component)?.[1];
  return shortName(component, holder?.name ?? "");
}

function zoneOf({ inputs }: PlannedResource): string {
  return textOf(inputs.availabilityZone) || textOf(inputs.availabilityZoneId) || "any zone";
}
