/** Checks each kind of deployment with cdk-nag's AWS Solutions rules: every finding must be acknowledged with a reason. */
import { Validations } from "aws-cdk-lib";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { AwsSolutionsChecks } from "cdk-nag";
import { describe, expect, it } from "vitest";
import { type Context, DOMAIN, makeStack, WEB_ACL } from "./synth.ts";

const DEPLOYMENTS: readonly (readonly [string, Context])[] = [
  ["with no options", {}],
  ["with all options", { ...DOMAIN, webAclArn: WEB_ACL, alarmEmail: "ann@example.org", contentBucket: "articles" }],
  ["that is ephemeral", { ephemeral: "true" }],
];

describe("cdk-nag", () => {
  it.each(DEPLOYMENTS)("finds nothing in a stack %s, and neither does CDK's own validation", (_, context) => {
    const { app } = makeStack(context, true);
    expect(findings(app)).toEqual([]);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).not.toThrow();
  });

  it("would find a bucket without security settings", () => {
    const { app, stack } = makeStack();
    new Bucket(stack, "Careless");
    expect(findings(app)).toEqual(["AwsSolutions-S1", "AwsSolutions-S10"]);
  });
});

function findings(app: ReturnType<typeof makeStack>["app"]): readonly string[] {
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  return violations.map(({ ruleName }) => ruleName).sort();
}
