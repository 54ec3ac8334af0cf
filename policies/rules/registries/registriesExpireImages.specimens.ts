import { specimens } from "../../specimen";
import { repository } from "../../specimens/data";
import { rule } from "./registriesExpireImages";

export default specimens(rule, {
  passing: [{ of: "a repository with a lifecycle policy", stack: repository() }],
  failing: [
    {
      of: "a repository without a lifecycle policy",
      stack: repository({}, false),
      says: "should have a LifecyclePolicy",
    },
  ],
});
