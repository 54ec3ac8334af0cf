import type { Settings } from "../../components/settings/schema";
import { workloadKinds } from "../../components/workloads/catalogue";
import type { PlanDocument } from "../document";
import { acceleratorTable } from "./accelerators";
import { catalogueTable, poolTables } from "./pools";
import { quotaTable } from "./quotas";
import { workloadTable } from "./workloads";

/** The choices of a planned stack, for a reader beside the checkout. */
export function choicesOfStack({ stack, settings }: Pick<PlanDocument, "stack" | "settings">): string {
  return choicesPage(settings, [`\`npm run plan -- --stack ${stack} --choices FILE\` writes this page.`], "docs/");
}

/**
 * What a team may write into its workloads in a stack, as Markdown: accelerators, pools with sizes and prices, quotas,
 * imports and keys of `transform`.
 *
 * @param about Lines that say what stack the page is about.
 * @param docs Folder of the documentation in links: nothing, or `docs/`.
 */
export function choicesPage(settings: Settings, about: readonly string[], docs = ""): string {
  return [
    "# What teams can choose",
    "",
    ...about,
    "",
    "## Accelerators",
    "",
    "Write the name as `accelerator` of a workload. `acceleratorCount` is the number for each pod.",
    "",
    ...acceleratorTable(settings.compute.pools),
    "",
    "## Node pools",
    "",
    ...poolTables(settings),
    "",
    "## Instance types",
    "",
    "The platform team can add these types to a pool.",
    "",
    ...catalogueTable(),
    "",
    "## Quotas",
    "",
    ...quotaTable(settings, docs),
    "",
    "## Imports and transforms",
    "",
    ...workloadTable(workloadKinds, docs),
    "",
  ].join("\n");
}
