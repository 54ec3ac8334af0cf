import type { Declared } from "../../../core/graph/registration";
import { free, type Priced, type Pricers, pricersOf, unpriced } from "../priced";

/** Image repositories, priced by the data that they store. */
export const ecrPricers: Pricers = {
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": scanning,
  ...pricersOf(unpriced, ["aws:ecr/pullThroughCacheRule:PullThroughCacheRule", "aws:ecr/repository:Repository"]),
  ...pricersOf(free, [
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    "aws:ecr/registryPolicy:RegistryPolicy",
    "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
    "aws:ecr/repositoryPolicy:RepositoryPolicy",
  ]),
};

/** Basic scans cost nothing. Amazon Inspector charges enhanced scans by image. */
function scanning({ inputs }: Declared): Priced {
  return inputs.scanType === "BASIC" ? free : unpriced;
}
