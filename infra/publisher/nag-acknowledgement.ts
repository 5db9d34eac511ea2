/** Tells cdk-nag why a role may access all objects of a bucket: it requires a reason for every ARN that ends with a star. */
import { Stack, Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

export function acknowledgeObjects(role: IConstruct, arns: readonly string[]): void {
  for (const arn of arns.filter((resource) => resource.endsWith("/*"))) {
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${formatted(Stack.of(role).resolve(arn))}]`,
      reason: "Articles and documents may have any name. Access is limited to the objects of one bucket.",
    });
  }
}

/** Formats a value as cdk-nag does if it is unknown before the deployment: `<Bucket.Arn>/*`. */
function formatted(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const [name, inner]: [string, unknown] = Object.entries(value)[0] ?? ["", ""];
  if (name === "Ref") return `<${inner}>`;
  if (!Array.isArray(inner)) return JSON.stringify(value);
  return name === "Fn::Join" ? inner[1].map(formatted).join(inner[0]) : `<${inner.join(".")}>`;
}
