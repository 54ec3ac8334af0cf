import type { JsonObject } from "../../../core/json/json";
import type { CloudStore } from "../store";

/** Parameters of a command, by the name of the option without dashes: `new-db-instance-identifier`. */
export type Parameters = Readonly<Record<string, string | boolean>>;

/** A command of the AWS CLI, which a person runs without Pulumi. Returns the CLI's output. */
export type Command = (parameters: Parameters, store: CloudStore) => JsonObject;
