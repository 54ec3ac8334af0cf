import { type Effect, effectKinds } from "../change";
import type { BothPlans } from "../plans";
import { egressAddress, endpointChanged, releasedAddress } from "./addresses";
import { lostData, shortenedRetention } from "./data";
import {
  claimsDoNotGrow,
  databaseRestarts,
  egressInterrupted,
  parametersWait,
  reinstalledChart,
  retentionAboveClaims,
  standbyRemoved,
} from "./downtime";
import type { EffectRule, EffectSource } from "./effect";
import { engineUpgrade, grownStorage, kubernetesUpgrade, removedZone } from "./irreversible";
import { jobEffects } from "./jobs";
import { karpenterEffects, nodeGroupEffects } from "./nodes";

const rules: readonly EffectRule[] = [
  lostData,
  shortenedRetention,
  nodeGroupEffects,
  karpenterEffects,
  jobEffects,
  databaseRestarts,
  standbyRemoved,
  parametersWait,
  egressInterrupted,
  reinstalledChart,
  retentionAboveClaims,
  claimsDoNotGrow,
  kubernetesUpgrade,
  engineUpgrade,
  grownStorage,
  removedZone,
  releasedAddress,
  egressAddress,
  endpointChanged,
];

/** Returns the effects of a change on the running system: each effect once, most severe first. */
export function effectsOf(source: EffectSource, plans: BothPlans): Effect[] {
  const effects = rules.flatMap((rule) => rule(source, plans));
  return effects
    .filter(({ kind, text }, index) => effects.findIndex((one) => one.kind === kind && one.text === text) === index)
    .sort((one, other) => effectKinds.indexOf(one.kind) - effectKinds.indexOf(other.kind));
}
