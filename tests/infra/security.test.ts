/** Checks in the templates that nothing is accessible to others, and that each part has only the permissions it needs. */
import type { Template } from "aws-cdk-lib/assertions";
import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { DOMAIN, synthesize } from "./synth.ts";

const plain = synthesize();
const variants: readonly (readonly [string, Template])[] = [
  ["plain", plain],
  ["ephemeral, with alarms", synthesize({ ephemeral: "true", alarmEmail: "ann@example.org" })],
  ["with a domain and an existing bucket", synthesize({ ...DOMAIN, contentBucket: "articles-of-ours" })],
];

type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
};

const POLICIES = ["AWS::IAM::Policy", "AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy"];

function statements(template: Template, types = POLICIES): readonly Statement[] {
  const resources = types.flatMap((type) => Object.values(template.findResources(type)));
  return resources.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);
const allowing = (template: Template) => statements(template).filter(({ Effect }) => Effect === "Allow");

describe.each(variants)("the stack (%s)", (_, template) => {
  it("allows no action by a wildcard", () => {
    const actions = allowing(template).flatMap(({ Action }) => listOf(Action));
    expect(actions.length).toBeGreaterThan(10);
    expect(actions.filter((action) => action.includes("*"))).toEqual([]);
  });

  it("allows nothing on all resources: at most on all objects of one bucket", () => {
    const resources = allowing(template).flatMap(({ Resource }) => listOf(Resource));
    const serialized = resources.map((resource) => JSON.stringify(resource));
    const wide = serialized.filter((resource) => resource.includes("*"));
    expect(wide.length).toBeGreaterThan(0);
    const oneBucket =
      /^\{"Fn::GetAtt":\["\w+","Arn"\]\},"\/(?:\w+\/)?\*"$|^"arn:",\{"Ref":"AWS::Partition"\},":s3:::articles-of-ours\/\*"$/;
    const joined = wide.map((resource) => /^\{"Fn::Join":\["",\[(.*)\]\]\}$/.exec(resource)?.[1]);
    for (const parts of joined) expect(parts).toMatch(oneBucket);
  });

  it("grants access to no other account, and to AWS services only on behalf of this stack", () => {
    const grants = allowing(template).filter(({ Principal }) => Principal !== undefined);
    expect(grants.length).toBeGreaterThan(1);
    for (const { Principal, Condition } of grants) {
      expect(Principal).toEqual({
        Service: expect.stringMatching(/^(?:cloudfront|events|cloudwatch|logging\.s3)\.amazonaws\.com$/),
      });
      expect(JSON.stringify(Condition)).toMatch(/AWS:SourceArn|aws:SourceArn/i);
    }
  });

  it("gives no role a managed policy", () => {
    for (const { Properties } of Object.values(template.findResources("AWS::IAM::Role"))) {
      expect(Properties).not.toHaveProperty("ManagedPolicyArns");
    }
  });

  it("has buckets that cannot be made public, are encrypted, and answer over TLS only", () => {
    const buckets = template.findResources("AWS::S3::Bucket");
    expect(Object.keys(buckets).length).toBeGreaterThan(1);
    for (const [id, { Properties }] of Object.entries(buckets)) {
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(JSON.stringify(Properties.BucketEncryption)).toContain("AES256");
      template.hasResourceProperties("AWS::S3::BucketPolicy", {
        Bucket: { Ref: id },
        PolicyDocument: { Statement: Match.arrayWith([refusal("s3:*", "aws:SecureTransport", "false")]) },
      });
    }
  });

  it("has queues that are encrypted and answer over TLS only", () => {
    const queues = template.findResources("AWS::SQS::Queue");
    expect(Object.keys(queues)).toHaveLength(4);
    for (const [id, { Properties }] of Object.entries(queues)) {
      expect(Properties.SqsManagedSseEnabled).toBe(true);
      template.hasResourceProperties("AWS::SQS::QueuePolicy", {
        Queues: [{ Ref: id }],
        PolicyDocument: { Statement: Match.arrayWith([refusal("sqs:*", "aws:SecureTransport", "false")]) },
      });
    }
  });

  it("has no function except the publisher", () => {
    template.resourceCountIs("AWS::Lambda::Function", 1);
  });
});

function refusal(action: string, condition: string, value: string) {
  return Match.objectLike({
    Effect: "Deny",
    Action: action,
    Principal: { AWS: "*" },
    Condition: { Bool: { [condition]: value } },
  });
}

const arnOf = (template: Template, type: string, name: RegExp) => {
  const id = Object.keys(template.findResources(type)).find((logicalId) => name.test(logicalId));
  return { "Fn::GetAtt": [id, "Arn"] };
};
const objectsOf = (arn: unknown) => ({ "Fn::Join": ["", [arn, "/*"]] });

describe("the publisher's role", () => {
  const content = arnOf(plain, "AWS::S3::Bucket", /Articles/);
  const state = arnOf(plain, "AWS::S3::Bucket", /State/);
  const site = arnOf(plain, "AWS::S3::Bucket", /Site/);
  const inbox = arnOf(plain, "AWS::SQS::Queue", /QueuesInbox/);
  const work = arnOf(plain, "AWS::SQS::Queue", /QueuesWork/);
  const dead = arnOf(plain, "AWS::SQS::Queue", /QueuesDead(?!Work)/);
  const log = arnOf(plain, "AWS::Logs::LogGroup", /Log/);

  it("has exactly these permissions", () => {
    expect(policyOf(plain, /PublisherFunctionRole/)).toEqual([
      { Effect: "Allow", Action: "s3:ListBucket", Resource: expect.arrayContaining([content, state, site]) },
      {
        Effect: "Allow",
        Action: expect.toSatisfy(isSet("s3:GetObject", "s3:PutObject", "s3:DeleteObject")),
        Resource: expect.arrayContaining([content, state, site].map(objectsOf)),
      },
      { Effect: "Allow", Action: "s3:AbortMultipartUpload", Resource: objectsOf(site) },
      { Effect: "Allow", Action: "sqs:SendMessage", Resource: expect.arrayContaining([inbox, work, dead]) },
      {
        Effect: "Allow",
        Action: expect.toSatisfy(isSet("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")),
        Resource: expect.arrayContaining([inbox, work]),
      },
      { Effect: "Allow", Action: expect.toSatisfy(isSet("logs:CreateLogStream", "logs:PutLogEvents")), Resource: log },
    ]);
  });

  it("may delete versions only in an ephemeral stack", () => {
    const actionsIn = (context: Template) =>
      policyOf(context, /PublisherFunctionRole/).flatMap(({ Action }) => listOf(Action));
    const [, ephemeral] = variants[1] ?? ["", plain];
    const versions = actionsIn(ephemeral).filter((action) => !actionsIn(plain).includes(action));
    expect(versions.sort()).toEqual(["s3:DeleteObjectVersion", "s3:ListBucketVersions"]);
  });
});

describe("the schedules' role", () => {
  it("may send to the work queue, and can be used by this account's schedules only", () => {
    const work = arnOf(plain, "AWS::SQS::Queue", /QueuesWork/);
    expect(policyOf(plain, /ClockSender/)).toEqual([{ Effect: "Allow", Action: "sqs:SendMessage", Resource: work }]);
    plain.hasResourceProperties("AWS::IAM::Role", {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: { Service: "scheduler.amazonaws.com" },
            Condition: {
              StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" }, "aws:SourceArn": Match.anyValue() },
            },
          },
        ],
      },
    });
  });
});

describe("the inbox", () => {
  it("accepts messages from EventBridge by the stack's own rule only", () => {
    const inbox = Object.keys(plain.findResources("AWS::SQS::Queue")).find((id) => /QueuesInbox/.test(id));
    const rule = arnOf(plain, "AWS::Events::Rule", /Arrivals/);
    plain.hasResourceProperties("AWS::SQS::QueuePolicy", {
      Queues: [{ Ref: inbox }],
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: "Deny" }),
          {
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: { "Fn::GetAtt": [inbox, "Arn"] },
            Condition: { ArnEquals: { "aws:SourceArn": rule } },
          },
        ],
      },
    });
  });
});

describe("the site bucket", () => {
  it("can be read by the stack's own distribution only", () => {
    const site = arnOf(plain, "AWS::S3::Bucket", /Site/);
    const reading = allowing(plain).filter(({ Principal }) => JSON.stringify(Principal)?.includes("cloudfront"));
    expect(reading).toHaveLength(1);
    expect(reading[0]).toMatchObject({
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: [site, objectsOf(site)],
    });
    for (const { Condition } of reading) expect(JSON.stringify(Condition)).toContain("DeliveryDistribution");
  });
});

function policyOf(template: Template, role: RegExp): readonly Statement[] {
  const policies = Object.values(template.findResources("AWS::IAM::Policy"));
  const own = policies.filter(({ Properties }) => Properties.Roles.some(({ Ref }: { Ref: string }) => role.test(Ref)));
  return own.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

function isSet(...expected: readonly string[]) {
  return (actions: unknown) =>
    JSON.stringify([...(actions as string[])].sort()) === JSON.stringify([...expected].sort());
}
