/** What whoever deploys may choose, by `-c name=value` on the command line or under `context` in cdk.json. */
import type { RetentionDays } from "aws-cdk-lib/aws-logs";
import { OPTION_RULES, type OptionName, RETENTION_DAYS } from "./option-rules.ts";

export type Options = {
  /**
   * The site's own domain (`domainName`, `certificateArn`, `hostedZoneId`, `hostedZoneName`).
   * @default - the site has the name that CloudFront gives it
   */
  readonly domain?: Domain;
  /**
   * The name of a bucket that exists already and whose articles are to be published. It must send its events to EventBridge
   * (in the console: Properties, Amazon EventBridge, On) and be encrypted with S3's own keys.
   * @default - the stack makes a bucket
   */
  readonly contentBucket?: string;
  /**
   * Who is told of alarms. The address has to be confirmed once, by the link in a mail that comes from SNS.
   * @default - nobody; alarms show on the dashboard
   */
  readonly alarmEmail?: string;
  /**
   * A web ACL of AWS WAF, of scope CLOUDFRONT, in front of the site.
   * @default - none
   */
  readonly webAclArn?: string;
  /**
   * Removes the buckets and all that is in them together with the stack, and keeps no access logs.
   * @default false - buckets stay when the stack goes
   */
  readonly ephemeral: boolean;
  /**
   * For how many days an article's earlier versions can be brought back.
   * @default 90
   */
  readonly noncurrentDays: number;
  /**
   * For how many days logs are kept: the function's and the access logs.
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
   * @default - none: the domain's DNS is kept elsewhere and has to point to the distribution
   */
  readonly zone?: { readonly id: string; readonly name: string };
};

/** Every problem at once, one to a line, each naming its option and what was meant. */
export class OptionsError extends Error {
  override readonly name = "OptionsError";

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

type Given = Readonly<Partial<Record<OptionName, string>>>;

/** @throws OptionsError for an unknown name, a wrong value, or options that do not go together. */
export function readOptions(context: Readonly<Record<string, unknown>>): Options {
  const names = Object.keys(context).filter(mayBeOption);
  const given: Given = Object.fromEntries(names.map((name) => [name, String(context[name])]));
  const wrong = names.flatMap((name) => problemsOf(name, String(context[name])));
  const problems = wrong.length > 0 ? wrong : unfitting(given);
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
  if (rule === undefined) return [`${name}: no such option; there are ${Object.keys(OPTION_RULES).join(", ")}`];
  return rule.pattern.test(value) ? [] : [`${name}: ${JSON.stringify(value)} is not ${rule.meant}`];
}

function unfitting(given: Given): readonly string[] {
  return [...unfittingDomain(given), ...unfittingZone(given), ...unfittingBucket(given)];
}

function unfittingDomain({ domainName, certificateArn }: Given): readonly string[] {
  if (domainName !== undefined && certificateArn === undefined) {
    return ["domainName: needs certificateArn too, the certificate that CloudFront is to show for it"];
  }
  if (domainName === undefined && certificateArn !== undefined) return ["certificateArn: needs domainName too"];
  return [];
}

function unfittingZone({ domainName, hostedZoneId, hostedZoneName }: Given): readonly string[] {
  if (hostedZoneId === undefined && hostedZoneName === undefined) return [];
  if (hostedZoneName === undefined) return ["hostedZoneId: needs hostedZoneName too"];
  if (hostedZoneId === undefined) return ["hostedZoneName: needs hostedZoneId too"];
  if (domainName === undefined) return ["hostedZoneId: needs domainName and certificateArn too"];
  return `.${domainName}`.endsWith(`.${hostedZoneName}`)
    ? []
    : [`domainName: ${domainName} is not in the hosted zone ${hostedZoneName}`];
}

function unfittingBucket({ contentBucket, ephemeral }: Given): readonly string[] {
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
