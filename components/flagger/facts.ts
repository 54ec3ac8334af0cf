import { serviceFacts } from "../../core/services/serviceFacts";
import { flaggerTraffic } from "./allowedTraffic";
import { canaryObjects } from "./objectNames";

const flagger = { group: "flagger.app", version: "v1beta1", namespaced: true, pods: "none" } as const;

export const facts = serviceFacts({
  title: "Flagger",
  purpose: "shifts requests to a new version of a Deployment in steps, judges it by metrics, rolls back by itself",
  namespace: "flagger",
  charts: {
    flagger: {
      chart: "flagger",
      repository: "https://flagger.app",
      version: "1.44.0",
      source: "https://github.com/fluxcd/flagger tag v1.44.0, commit 15bd6ad555e6, 2026-07-21",
      verified: true,
      images: ["ghcr.io/fluxcd/flagger:1.44.0"],
      crds: ["flagger.app/AlertProvider", "flagger.app/Canary", "flagger.app/MetricTemplate"],
      checked: "2026-11-29",
      kubernetes: { oldest: "1.34", newest: "1.36" },
      billed: "nothing",
    },
  },
  kinds: [
    {
      ...flagger,
      kind: "Canary",
      plural: "canaries",
      teams: "view",
      creates: canaryObjects,
      // The pods are copies of the target's, which rules check at the target.
    },
    { ...flagger, kind: "MetricTemplate", plural: "metrictemplates", teams: "none" },
    { ...flagger, kind: "AlertProvider", plural: "alertproviders", teams: "none" },
  ],
  allowedTraffic: flaggerTraffic,
  exemptions: [],
  standIns: () => import("./standIn").then(({ standIns }) => standIns),
});
