/** Tells cdk-nag why a role may reach all objects of a bucket: it asks for a reason for every ARN that ends with a star. */
import { Stack, Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

export function acknowledgeObjects(role: IConstruct, arns: readonly string[]): void {
  for (const arn of arns.filter((resource) => resource.endsWith("/*"))) {
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${written(Stack.of(role).resolve(arn))}]`,
      reason: "Articles and documents may have any name. What is granted are the objects of one bucket.",
    });
  }
}

/** As cdk-nag writes what is not known before the deployment: `<Bucket.Arn>/*`. */
function written(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const [name, inner]: [string, unknown] = Object.entries(value)[0] ?? ["", ""];
  if (name === "Ref") return `<${inner}>`;
  if (!Array.isArray(inner)) return JSON.stringify(value);
  return name === "Fn::Join" ? inner[1].map(written).join(inner[0]) : `<${inner.join(".")}>`;
}
