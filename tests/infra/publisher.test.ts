import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { readEnvironment } from "../../functions/aws/environment.ts";
import { DOMAIN, synthesize } from "./synth.ts";

const plain = synthesize();
const ids = (type: string, name: RegExp) => Object.keys(plain.findResources(type)).filter((id) => name.test(id));
const queue = (name: RegExp) => ids("AWS::SQS::Queue", name)[0];
const [fn] = Object.values(plain.findResources("AWS::Lambda::Function"));
const [release] = ids("AWS::CloudFormation::CustomResource", /Release/);

describe("the function", () => {
  it("runs on the newest runtime and the cheapest architecture", () => {
    expect(fn?.Properties).toMatchObject({ Runtime: "nodejs24.x", Architectures: ["arm64"], Handler: "index.handler" });
  });

  it("is allowed to send messages to itself, which Lambda would otherwise stop as a loop", () => {
    expect(fn?.Properties.RecursiveLoop).toBe("Allow");
  });

  it("gets all the environment variables that it needs", () => {
    const given = Object.keys(fn?.Properties.Environment.Variables);
    const filled = Object.fromEntries(given.map((name) => [name, "https://example.org/"]));
    expect(() => readEnvironment(filled)).not.toThrow();
  });

  it("gets the site's own domain, but keeps CloudFront's domain name for ids", () => {
    const cloudFront = { "Fn::GetAtt": [expect.stringMatching(/Distribution/), "DomainName"] };
    const [named] = Object.values(synthesize(DOMAIN).findResources("AWS::Lambda::Function"));
    expect(named?.Properties.Environment.Variables).toMatchObject({
      SITE_URL: "https://feeds.example.org/",
      ID_HOST: cloudFront,
    });
    expect(fn?.Properties.Environment.Variables).toMatchObject({
      SITE_URL: { "Fn::Join": ["", ["https://", cloudFront, "/"]] },
      ID_HOST: cloudFront,
    });
  });
});

describe("the queues", () => {
  it("batch a thousand events, and deliver ten work messages at a time", () => {
    plain.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      EventSourceArn: { "Fn::GetAtt": [queue(/Inbox/), "Arn"] },
      BatchSize: 1000,
      MaximumBatchingWindowInSeconds: 2,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    plain.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      EventSourceArn: { "Fn::GetAtt": [queue(/QueuesWork/), "Arn"] },
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: Match.absent(),
    });
  });

  it("have a longer visibility timeout than the function's timeout", () => {
    const timeout = fn?.Properties.Timeout;
    const visibility = (id = "") => plain.findResources("AWS::SQS::Queue")[id]?.Properties.VisibilityTimeout;
    expect(timeout).toBe(120);
    expect(visibility(queue(/Inbox/))).toBe(6 * timeout);
    expect(visibility(queue(/QueuesWork/))).toBe(timeout + 30);
  });

  it("have dead-letter queues of their own type", () => {
    const redrivePolicy = (name: RegExp, times: number) => ({
      deadLetterTargetArn: { "Fn::GetAtt": [queue(name), "Arn"] },
      maxReceiveCount: times,
    });
    plain.hasResourceProperties("AWS::SQS::Queue", {
      RedrivePolicy: redrivePolicy(/QueuesDead(?!Work)/, 5),
      FifoQueue: Match.absent(),
    });
    plain.hasResourceProperties("AWS::SQS::Queue", { RedrivePolicy: redrivePolicy(/DeadWork/, 6), FifoQueue: true });
  });
});

describe("the schedules", () => {
  it.each([
    ["tick", "rate(1 minute)", 60],
    ["reconcile", "rate(1 hour)", 3600],
  ])("send %s, at a %s, each message different", (kind, rate, seconds) => {
    plain.hasResourceProperties("AWS::Scheduler::Schedule", {
      ScheduleExpression: rate,
      FlexibleTimeWindow: { Mode: "OFF" },
      State: "ENABLED",
      Target: {
        Arn: { "Fn::GetAtt": [queue(/QueuesWork/), "Arn"] },
        Input: JSON.stringify({ kind, at: "<aws.scheduler.scheduled-time>" }),
        SqsParameters: { MessageGroupId: "site" },
        RetryPolicy: Match.objectLike({ MaximumEventAgeInSeconds: seconds }),
      },
    });
  });
});

describe("a release", () => {
  const properties = (template = plain) =>
    Object.values(template.findResources("AWS::CloudFormation::CustomResource"))[0]?.Properties;

  it("calls the publisher itself, which must answer within ten minutes", () => {
    expect(properties()).toMatchObject({
      ServiceToken: { "Fn::GetAtt": [ids("AWS::Lambda::Function", /./)[0], "Arn"] },
      ServiceTimeout: 600,
      Release: expect.stringMatching(/^[0-9a-f]{32,}$/),
    });
    expect(properties()).not.toHaveProperty("Empty");
  });

  it("is the same for the same bundle, and different when the site moves", () => {
    expect(properties(synthesize())).toEqual(properties());
    expect(properties(synthesize(DOMAIN))).not.toEqual(properties());
  });

  it("runs once the function has its permissions", () => {
    const function_ = Object.values(plain.findResources("AWS::Lambda::Function"))[0];
    expect(function_?.DependsOn).toEqual(expect.arrayContaining(ids("AWS::IAM::Policy", /PublisherFunction/)));
  });

  it("runs before anything is published, so that nothing is published while a deleted stack's buckets are emptied", () => {
    const feeding = ["AWS::Lambda::EventSourceMapping", "AWS::Events::Rule", "AWS::Scheduler::Schedule"];
    const resources = feeding.flatMap((type) => Object.values(plain.findResources(type)));
    expect(resources).toHaveLength(5);
    for (const { DependsOn } of resources) expect(DependsOn).toContain(release);
  });
});
