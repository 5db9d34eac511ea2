import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { synthesise } from "./synth.ts";

const plain = synthesise({ noncurrentDays: "7" });
const existing = synthesise({ contentBucket: "articles-of-ours" });

describe("the content bucket", () => {
  it("tells EventBridge of its articles, without a function's help", () => {
    plain.hasResourceProperties("AWS::S3::Bucket", {
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    plain.resourceCountIs("Custom::S3BucketNotifications", 0);
  });

  it("keeps earlier versions of articles for as long as was asked", () => {
    plain.hasResourceProperties("AWS::S3::Bucket", {
      VersioningConfiguration: { Status: "Enabled" },
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          { ExpiredObjectDeleteMarker: true, NoncurrentVersionExpiration: { NoncurrentDays: 7 }, Status: "Enabled" },
        ]),
      },
    });
  });

  it("may be one that is there already, which is then left as it is", () => {
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

describe("what is stored", () => {
  it("stays when the stack goes", () => {
    for (const bucket of Object.values(plain.findResources("AWS::S3::Bucket"))) {
      expect([bucket.DeletionPolicy, bucket.UpdateReplacePolicy]).toEqual(["Retain", "Retain"]);
    }
  });

  it("goes with an ephemeral stack, which keeps no logs that would come too late", () => {
    const ephemeral = synthesise({ ephemeral: "true" });
    const buckets = Object.values(ephemeral.findResources("AWS::S3::Bucket"));
    expect(buckets).toHaveLength(3);
    for (const { DeletionPolicy, Properties } of buckets) {
      expect(DeletionPolicy).toBe("Delete");
      expect(Properties).not.toHaveProperty("LoggingConfiguration");
    }
    ephemeral.hasResourceProperties("AWS::CloudFormation::CustomResource", { Empty: "true" });
  });

  it("is logged for as long as was asked", () => {
    const logged = synthesise({ logDays: "14" });
    const buckets = Object.values(logged.findResources("AWS::S3::Bucket"));
    const prefixes = buckets.map(({ Properties }) => Properties.LoggingConfiguration?.LogFilePrefix);
    expect(prefixes.sort()).toEqual(["articles/", "site/", "state/", undefined]);
    logged.hasResourceProperties("AWS::S3::Bucket", {
      LifecycleConfiguration: { Rules: Match.arrayWith([{ ExpirationInDays: 14, Status: "Enabled" }]) },
    });
    logged.hasResourceProperties("AWS::Logs::LogGroup", { RetentionInDays: 14 });
  });
});
