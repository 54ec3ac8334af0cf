import { PolicyPack } from "@pulumi/policy";
import { allRules } from "../catalogue";
import { policiesOf } from "./policies";

new PolicyPack("mlops-guardrails", { policies: policiesOf(allRules()) });
