import { type Content, type Html, html } from "./html";
import type { PageModel } from "./pageModel";

/** EC2 quotas that the nodes need, the largest need first. */
export function quotaSection({ document: { quotas, settings } }: PageModel): Content {
  if (quotas.length === 0) return undefined;
  return html`
<section id="quotas" aria-labelledby="quotas-title">
  <h2 id="quotas-title">Quotas</h2>
  <p class="note">vCPUs that EC2 must allow the account in ${settings.region} at the maximum of all nodes. EC2 refuses nodes above a quota. <code>docs/quotas.md</code> has the commands to compare and request.</p>
  <div class="scroll" tabindex="0" role="region" aria-labelledby="quotas-title">
  <table class="quotas">
    <thead><tr><th scope="col">Quota of EC2</th><th scope="col" class="number">vCPUs needed</th><th scope="col" class="number">New account</th></tr></thead>
    <tbody>${quotas.map(quotaRow)}</tbody>
  </table>
  </div>
</section>`;
}

function quotaRow({ name, code, vcpus, initial }: PageModel["document"]["quotas"][number]): Html {
  return html`<tr><th scope="row">${name}<span class="basis">${code}</span></th><td class="number strong">${vcpus}</td><td class="number">${initial}</td></tr>`;
}
