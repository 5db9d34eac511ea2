/** Names for CloudFront resources, which must be unique in the entire account, across the regions of its stacks. */
import { Names, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";

/** Room for the region's name; the longest one today has 14 characters. */
const REGION_LENGTH = 20;

/** Includes the region: CDK's default name is the same in every region, so a deployment to a second region would fail. */
export function globalName(scope: Construct, id: string, maxLength: number): string {
  const suffix = `-${id}-`;
  const name = Names.uniqueResourceName(scope, { maxLength: maxLength - suffix.length - REGION_LENGTH });
  return name + suffix + Stack.of(scope).region;
}
