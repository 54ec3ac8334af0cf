import type { JsonObject } from "../../../core/json/json";
import { specimens } from "../../specimen";
import { deployment, type PodChanges, pod } from "../../specimens/pods";
import { rule } from "./secretsNotInEnvironment";

const environment = (...env: JsonObject[]): PodChanges => ({ containers: { main: { env } } });

export default specimens(rule, {
  passing: [
    {
      title: "a password from a Secret",
      stack: [
        pod(
          environment(
            { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "database", key: "password" } } },
            { name: "PGPASSWORD", value: "$(DB_PASSWORD)" },
            { name: "API_KEY_FILE", value: "/run/secrets/api-key" },
          ),
        ),
      ],
    },
    {
      title: "variables that are named like tokens but hold none",
      stack: [
        pod(
          environment(
            { name: "MAX_TOKENS", value: "512" },
            { name: "EOS_TOKEN", value: "</s>" },
            { name: "TOKENIZERS_PARALLELISM", value: "false" },
            { name: "USE_AUTH_TOKEN", value: "true" },
          ),
        ),
      ],
    },
  ],
  failing: [
    {
      title: "two plain secrets",
      stack: [
        deployment(
          environment(
            { name: "MODE", value: "fast" },
            { name: "DB_PASSWORD", value: "not-a-real-one" },
            { name: "openaiApiKey", value: "not-a-real-one" },
          ),
        ),
      ],
      message: "containers must not have secrets in plain environment variables: main (DB_PASSWORD, openaiApiKey)",
    },
    {
      title: "a plain secret in an init container",
      stack: [pod({ initContainers: { fetch: { env: [{ name: "HF_TOKEN", value: "not-a-real-one" }] } } })],
      message: "containers must not have secrets in plain environment variables: fetch (HF_TOKEN)",
    },
  ],
});
