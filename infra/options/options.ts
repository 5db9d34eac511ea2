/** Reads and checks the options of a deployment, given by `-c name=value` on the command line or under `context` in cdk.json. */
import type { RetentionDays } from "aws-cdk-lib/aws-logs";
import { OPTION_RULES, type OptionName, RETENTION_DAYS } from "./option-rules.ts";

export type Options = {
  /**
   * The site's own domain (`domainName`, `certificateArn`, `hostedZoneId`, `hostedZoneName`).
   * @default - the site uses the domain name that CloudFront assigns
   */
  readonly domain?: Domain;
  /**
   * The name of an existing bucket whose articles to publish. It must send its events to EventBridge
   * (in the console: Properties, Amazon EventBridge, On) and be encrypted with S3's own keys.
   * @default - the stack makes a bucket
   */
  readonly contentBucket?: string;
  /**
   * The e-mail address that receives alarms. It must be confirmed once, by the link in a mail from SNS.
   * @default - none; alarms appear only on the dashboard
   */
  readonly alarmEmail?: string;
  /**
   * A web ACL of AWS WAF, of scope CLOUDFRONT, in front of the site.
   * @default - none
   */
  readonly webAclArn?: string;
  /**
   * Deletes the buckets and their contents together with the stack, and keeps no access logs.
   * @default false - buckets remain when the stack is deleted
   */
  readonly ephemeral: boolean;
  /**
   * How many days an article's earlier versions are kept for restoring.
   * @default 90
   */
  readonly noncurrentDays: number;
  /**
   * How many days the function's logs and the access logs are kept.
   * @default 90
   */
  readonly logDays: RetentionDays;
};

export type Domain = {
  readonly name: string;
  /** A certificate for the name, in us-east-1. */
  readonly certificateArn: string;
  /**
   * The hosted zone in Route 53 that gets the domain's A and AAAA records.
   * @default - none: the domain's DNS is managed elsewhere and must point to the distribution
   */
  readonly zone?: { readonly id: string; readonly name: string };
};

/** Reports all problems at once, one per line, each with the option's name and the expected value. */
export class OptionsError extends Error {
  override readonly name = "OptionsError";

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

type Given = Readonly<Partial<Record<OptionName, string>>>;

/** @throws OptionsError for an unknown name, an invalid value, or options that conflict. */
export function readOptions(context: Readonly<Record<string, unknown>>): Options {
  const names = Object.keys(context).filter(mayBeOption);
  const given: Given = Object.fromEntries(names.map((name) => [name, String(context[name])]));
  const invalid = names.flatMap((name) => problemsOf(name, String(context[name])));
  const problems = invalid.length > 0 ? invalid : conflicts(given);
  if (problems.length > 0) throw new OptionsError(problems);
  return {
    domain: readDomain(given),
    contentBucket: given.contentBucket,
    alarmEmail: given.alarmEmail,
    webAclArn: given.webAclArn,
    ephemeral: given.ephemeral === "true",
    noncurrentDays: Number(given.noncurrentDays ?? 90),
    logDays: RETENTION_DAYS.find((days) => String(days) === given.logDays) ?? 90,
  };
}

/** CDK's own context, feature flags and lookups have colons, dashes, slashes or an @ in their names. */
function mayBeOption(name: string): boolean {
  return /^\w+$/.test(name);
}

function problemsOf(name: string, value: string): readonly string[] {
  const rule = Object.entries(OPTION_RULES).find(([known]) => known === name)?.[1];
  if (rule === undefined) return [`${name}: unknown option; the options are ${Object.keys(OPTION_RULES).join(", ")}`];
  return rule.pattern.test(value) ? [] : [`${name}: ${JSON.stringify(value)} is not ${rule.expected}`];
}

function conflicts(given: Given): readonly string[] {
  return [...domainConflicts(given), ...zoneConflicts(given), ...bucketConflicts(given)];
}

function domainConflicts({ domainName, certificateArn }: Given): readonly string[] {
  if (domainName !== undefined && certificateArn === undefined) {
    return ["domainName: needs certificateArn too, the certificate that CloudFront is to show for it"];
  }
  if (domainName === undefined && certificateArn !== undefined) return ["certificateArn: needs domainName too"];
  return [];
}

function zoneConflicts({ domainName, hostedZoneId, hostedZoneName }: Given): readonly string[] {
  if (hostedZoneId === undefined && hostedZoneName === undefined) return [];
  if (hostedZoneName === undefined) return ["hostedZoneId: needs hostedZoneName too"];
  if (hostedZoneId === undefined) return ["hostedZoneName: needs hostedZoneId too"];
  if (domainName === undefined) return ["hostedZoneId: needs domainName and certificateArn too"];
  return `.${domainName}`.endsWith(`.${hostedZoneName}`)
    ? []
    : [`domainName: ${domainName} is not in the hosted zone ${hostedZoneName}`];
}

function bucketConflicts({ contentBucket, ephemeral }: Given): readonly string[] {
  if (contentBucket === undefined || ephemeral !== "true") return [];
  return ["ephemeral: would empty the bucket that contentBucket names; leave out one of them"];
}

function readDomain({ domainName, certificateArn, hostedZoneId, hostedZoneName }: Given): Domain | undefined {
  if (domainName === undefined || certificateArn === undefined) return undefined;
  const hasZone = hostedZoneId !== undefined && hostedZoneName !== undefined;
  return {
    name: domainName,
    certificateArn,
    zone: hasZone ? { id: hostedZoneId, name: hostedZoneName } : undefined,
  };
}
