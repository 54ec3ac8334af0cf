/**
 * CEL: names of an InferenceService's predictors that read a model from an address which is none of a form. KServe takes
 * one address in `model`, or a list of them.
 *
 * @param pattern RE2, without quotes.
 */
export function predictorsOutside(pattern: string): string {
  return `variables.predictors
    .filter(p, ((has(p.model) && has(p.model.storageUri) ? [p.model.storageUri] : [])
      + p.?storageUris.orValue([]).map(s, s.?uri.orValue('')))
      .exists(uri, !uri.matches('${pattern}')))
    .map(p, p.?name.orValue('predictor'))`;
}
