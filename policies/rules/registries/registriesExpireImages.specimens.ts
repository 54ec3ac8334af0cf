import { specimens } from "../../specimen";
import { repository } from "../../specimens/data";
import { rule } from "./registriesExpireImages";

export default specimens(rule, {
  passing: [{ of: "a repository with a lifecycle", stack: repository() }],
  failing: [{ of: "a repository without", stack: repository({}, false), says: "has no LifecyclePolicy" }],
});
