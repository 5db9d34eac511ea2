import { describe, expect, it } from "vitest";
import { OptionsError, readOptions } from "../../infra/options/options.ts";
import { DOMAIN, WEB_ACL } from "./synth.ts";

describe("options", () => {
  it("have defaults", () => {
    expect(readOptions({})).toEqual({ ephemeral: false, noncurrentDays: 90, logDays: 90 });
  });

  it("are read from the command line's strings", () => {
    const context = { ephemeral: "true", noncurrentDays: "7", logDays: "365", alarmEmail: "ann@example.org" };
    expect(readOptions({ ...context, ...DOMAIN, webAclArn: WEB_ACL })).toEqual({
      domain: {
        name: "feeds.example.org",
        certificateArn: DOMAIN.certificateArn,
        zone: { id: "Z0123456789ABCDEFGHIJ", name: "example.org" },
      },
      alarmEmail: "ann@example.org",
      webAclArn: WEB_ACL,
      ephemeral: true,
      noncurrentDays: 7,
      logDays: 365,
    });
  });

  it("are read from cdk.json's values", () => {
    expect(readOptions({ ephemeral: true, noncurrentDays: 7 })).toMatchObject({ ephemeral: true, noncurrentDays: 7 });
  });

  it("leave CDK's own context alone", () => {
    const own = { "aws:cdk:bundling-stacks": ["*"], "@aws-cdk/core:checkSecretUsage": true, "cli-telemetry": false };
    expect(readOptions(own)).toEqual(readOptions({}));
  });

  it("accept a domain whose DNS is elsewhere, and one that is its zone's own name", () => {
    const { domainName, certificateArn } = DOMAIN;
    expect(readOptions({ domainName, certificateArn }).domain).toEqual({ name: domainName, certificateArn });
    expect(readOptions({ ...DOMAIN, domainName: "example.org" }).domain?.name).toBe("example.org");
  });
});

const { domainName, certificateArn, hostedZoneId, hostedZoneName } = DOMAIN;
const IN_FRANKFURT = certificateArn?.replace("us-east-1", "eu-central-1");

const INVALID: readonly (readonly [given: Readonly<Record<string, unknown>>, message: RegExp])[] = [
  [{ emphemeral: "true" }, /^emphemeral: unknown option; the options are .*\bephemeral\b/],
  [{ ephemeral: "yes" }, /^ephemeral: "yes" is not true or false$/],
  [{ ephemeral: "" }, /^ephemeral: "" is not/],
  [{ noncurrentDays: "0" }, /^noncurrentDays: "0" is not a number of days/],
  [{ noncurrentDays: "a week" }, /^noncurrentDays: "a week" is not/],
  [{ logDays: "42" }, /^logDays: "42" is not .*: 1, 3, 5, 7, /],
  [{ alarmEmail: "ann" }, /^alarmEmail: "ann" is not an e-mail address$/],
  [{ contentBucket: "My_Articles" }, /^contentBucket: "My_Articles" is not the name of a bucket/],
  [{ contentBucket: "" }, /^contentBucket: "" is not the name of a bucket/],
  [{ contentBucket: { name: "articles" } }, /^contentBucket: .* is not the name of a bucket/],
  [{ webAclArn: WEB_ACL.replace("global", "regional") }, /^webAclArn: .* of scope CLOUDFRONT/],
  [{ ...DOMAIN, certificateArn: IN_FRANKFURT }, /^certificateArn: "arn:aws:acm:eu-central-1:.* in us-east-1/],
  [{ ...DOMAIN, domainName: "https://feeds.example.org/" }, /^domainName: .* is not a host name/],
  [{ ...DOMAIN, domainName: "Feeds.Example.Org" }, /^domainName: .* in lower case/],
  [{ ...DOMAIN, hostedZoneId: "/hostedzone/Z1" }, /^hostedZoneId: .* is not the id of a hosted zone/],
  [{ domainName }, /^domainName: needs certificateArn too/],
  [{ domainName, hostedZoneId, hostedZoneName }, /^domainName: needs certificateArn too/],
  [{ certificateArn }, /^certificateArn: needs domainName too/],
  [{ domainName, certificateArn, hostedZoneId }, /^hostedZoneId: needs hostedZoneName too/],
  [{ domainName, certificateArn, hostedZoneName }, /^hostedZoneName: needs hostedZoneId too/],
  [{ hostedZoneId, hostedZoneName }, /^hostedZoneId: needs domainName and certificateArn too/],
  [{ ...DOMAIN, hostedZoneName: "ample.org" }, /^domainName: feeds.example.org is not in the hosted zone ample.org/],
  [{ contentBucket: "articles", ephemeral: "true" }, /^ephemeral: would empty the bucket that contentBucket names/],
];

describe("an invalid option", () => {
  it.each(INVALID)("is reported with what was expected: %j", (given, message) => {
    expect(() => readOptions(given)).toThrow(OptionsError);
    expect(() => readOptions(given)).toThrow(message);
  });

  it("does not hide another", () => {
    expect(() => readOptions({ ephemeral: "yes", logDays: "42" })).toThrow(/^ephemeral: .*\nlogDays: /);
  });
});
