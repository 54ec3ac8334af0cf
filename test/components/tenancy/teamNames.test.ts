import { expect, it } from "vitest";
import { isReservedName, teamPrefix, teamSecretPrefix } from "../../../components/tenancy/teamNames";

it.each([
  "pushgateway",
  "default",
  "kube-system",
  "kube-anything",
  "mlflow",
  "monitoring",
  "argocd",
  "istio-ingress",
  "kueue-system",
])("%s is the platform's", (name) => {
  expect(isReservedName(name)).toBe(true);
});

it.each(["vision", "default-team", "argocd-users", "kubernetes", "systems", "recommendations"])(
  "%s is free",
  (name) => {
    expect(isReservedName(name)).toBe(false);
  },
);

it("no team's prefix is a prefix of another team's", () => {
  expect(teamPrefix("vision")).toBe("teams/vision");
  expect(teamSecretPrefix("mlops-dev", "vision")).toBe("/mlops-dev/teams/vision/");
  expect(teamSecretPrefix("mlops-dev", "vision-2").startsWith(teamSecretPrefix("mlops-dev", "vision"))).toBe(false);
});
