/** Names of what CloudFront keeps for the whole account, whatever the region of its stack. */
import { Names, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";

/** The longest region's name today has 14 characters. */
const REGION_LENGTH = 20;

/** With the region in it: CDK's own would be the same in each, and a second region could not be deployed to. */
export function globalName(scope: Construct, id: string, maxLength: number): string {
  const rest = `-${id}-`;
  const name = Names.uniqueResourceName(scope, { maxLength: maxLength - rest.length - REGION_LENGTH });
  return name + rest + Stack.of(scope).region;
}
