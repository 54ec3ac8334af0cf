import { specimens } from "../../specimen";
import { repository } from "../../specimens/data";
import { rule } from "./registriesExpireImages";

export default specimens(rule, {
  passing: [{ title: "a repository with a lifecycle policy", stack: repository() }],
  failing: [
    {
      title: "a repository without a lifecycle policy",
      stack: repository({}, false),
      message: "should have a LifecyclePolicy",
    },
  ],
});
