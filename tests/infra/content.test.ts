import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { synthesize } from "./synth.ts";

const plain = synthesize({ noncurrentDays: "7" });
const existing = synthesize({ contentBucket: "articles-of-ours" });

describe("the content bucket", () => {
  it("notifies EventBridge of its articles without another function", () => {
    plain.hasResourceProperties("AWS::S3::Bucket", {
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    plain.resourceCountIs("Custom::S3BucketNotifications", 0);
  });

  it("keeps earlier versions of articles for the configured time", () => {
    plain.hasResourceProperties("AWS::S3::Bucket", {
      VersioningConfiguration: { Status: "Enabled" },
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          { ExpiredObjectDeleteMarker: true, NoncurrentVersionExpiration: { NoncurrentDays: 7 }, Status: "Enabled" },
        ]),
      },
    });
  });

  it("can be an existing one, which is left as it is", () => {
    const versioned = { VersioningConfiguration: { Status: "Enabled" } };
    existing.resourcePropertiesCountIs("AWS::S3::Bucket", versioned, 0);
    existing.resourcePropertiesCountIs("AWS::S3::BucketPolicy", { Bucket: "articles-of-ours" }, 0);
    existing.hasResourceProperties("AWS::Events::Rule", {
      EventPattern: { detail: { bucket: { name: ["articles-of-ours"] } } },
    });
    existing.hasOutput("ContentBucket", {
      Value: "articles-of-ours",
      Description: Match.stringLikeRegexp("EventBridge"),
    });
    existing.hasOutput("PublishCommand", { Value: "aws s3 cp article.md s3://articles-of-ours/" });
  });
});

describe("stored data", () => {
  it("stays when the stack is deleted", () => {
    for (const bucket of Object.values(plain.findResources("AWS::S3::Bucket"))) {
      expect([bucket.DeletionPolicy, bucket.UpdateReplacePolicy]).toEqual(["Retain", "Retain"]);
    }
  });

  it("is deleted with an ephemeral stack, which keeps no access logs, since they would arrive too late", () => {
    const ephemeral = synthesize({ ephemeral: "true" });
    const buckets = Object.values(ephemeral.findResources("AWS::S3::Bucket"));
    expect(buckets).toHaveLength(3);
    for (const { DeletionPolicy, Properties } of buckets) {
      expect(DeletionPolicy).toBe("Delete");
      expect(Properties).not.toHaveProperty("LoggingConfiguration");
    }
    ephemeral.hasResourceProperties("AWS::CloudFormation::CustomResource", { Empty: "true" });
  });

  it("is logged for the configured time", () => {
    const logged = synthesize({ logDays: "14" });
    const buckets = Object.values(logged.findResources("AWS::S3::Bucket"));
    const prefixes = buckets.map(({ Properties }) => Properties.LoggingConfiguration?.LogFilePrefix);
    expect(prefixes.sort()).toEqual(["articles/", "site/", "state/", undefined]);
    logged.hasResourceProperties("AWS::S3::Bucket", {
      LifecycleConfiguration: { Rules: Match.arrayWith([{ ExpirationInDays: 14, Status: "Enabled" }]) },
    });
    logged.hasResourceProperties("AWS::Logs::LogGroup", { RetentionInDays: 14 });
  });
});
