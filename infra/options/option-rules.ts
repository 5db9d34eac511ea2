/** The valid values of each deployment option: a pattern, and a description for error messages. */

type Rule = { readonly pattern: RegExp; readonly expected: string };

/** The retention periods that CloudWatch supports for logs, in days. */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const HOST = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

export const OPTION_RULES = {
  domainName: { pattern: HOST, expected: "a host name in lower case, such as feeds.example.org" },
  certificateArn: {
    pattern: /^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
    expected:
      "the ARN of a certificate in us-east-1, the only region that CloudFront takes one from, such as " +
      "arn:aws:acm:us-east-1:123456789012:certificate/1234abcd",
  },
  hostedZoneId: {
    pattern: /^Z[A-Z0-9]{1,31}$/,
    expected: "the id of a hosted zone in Route 53, such as Z0123456789ABCDEFGHIJ",
  },
  hostedZoneName: { pattern: HOST, expected: "the name of a hosted zone in Route 53, such as example.org" },
  contentBucket: {
    pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    expected: "the name of a bucket: 3 to 63 lowercase letters, digits, dots and hyphens",
  },
  alarmEmail: { pattern: /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/, expected: "an e-mail address" },
  webAclArn: {
    pattern: /^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/,
    expected:
      "the ARN of a web ACL of scope CLOUDFRONT, such as " +
      "arn:aws:wafv2:us-east-1:123456789012:global/webacl/name/1234abcd",
  },
  ephemeral: { pattern: /^(?:true|false)$/, expected: "true or false" },
  noncurrentDays: { pattern: /^[1-9]\d{0,3}$/, expected: "a number of days from 1 to 9999" },
  logDays: {
    pattern: new RegExp(`^(?:${RETENTION_DAYS.join("|")})$`),
    expected: `a number of days for which CloudWatch can keep logs: ${RETENTION_DAYS.join(", ")}`,
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type OptionName = keyof typeof OPTION_RULES;
