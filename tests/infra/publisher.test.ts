import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { readEnvironment } from "../../functions/aws/environment.ts";
import { DOMAIN, synthesise } from "./synth.ts";

const plain = synthesise();
const ids = (type: string, name: RegExp) => Object.keys(plain.findResources(type)).filter((id) => name.test(id));
const queue = (name: RegExp) => ids("AWS::SQS::Queue", name)[0];
const [fn] = Object.values(plain.findResources("AWS::Lambda::Function"));
const [release] = ids("AWS::CloudFormation::CustomResource", /Release/);

describe("the function", () => {
  it("runs on what is newest and cheapest", () => {
    expect(fn?.Properties).toMatchObject({ Runtime: "nodejs24.x", Architectures: ["arm64"], Handler: "index.handler" });
  });

  it("is not taken for a loop when it asks itself to go on", () => {
    expect(fn?.Properties.RecursiveLoop).toBe("Allow");
  });

  it("is told all that it wants to know", () => {
    const given = Object.keys(fn?.Properties.Environment.Variables);
    const filled = Object.fromEntries(given.map((name) => [name, "https://example.org/"]));
    expect(() => readEnvironment(filled)).not.toThrow();
  });

  it("is told the site's own domain, and to go on making ids of CloudFront's name", () => {
    const cloudFront = { "Fn::GetAtt": [expect.stringMatching(/Distribution/), "DomainName"] };
    const [named] = Object.values(synthesise(DOMAIN).findResources("AWS::Lambda::Function"));
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
  it("gather a thousand events, and hand out one batch of work at a time", () => {
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

  it("wait longer than the function may take", () => {
    const timeout = fn?.Properties.Timeout;
    const visibility = (id = "") => plain.findResources("AWS::SQS::Queue")[id]?.Properties.VisibilityTimeout;
    expect(timeout).toBe(120);
    expect(visibility(queue(/Inbox/))).toBe(6 * timeout);
    expect(visibility(queue(/QueuesWork/))).toBe(timeout + 30);
  });

  it("keep what cannot be done in dead letters of their own kind", () => {
    const letters = (name: RegExp, times: number) => ({
      deadLetterTargetArn: { "Fn::GetAtt": [queue(name), "Arn"] },
      maxReceiveCount: times,
    });
    plain.hasResourceProperties("AWS::SQS::Queue", {
      RedrivePolicy: letters(/QueuesDead(?!Work)/, 5),
      FifoQueue: Match.absent(),
    });
    plain.hasResourceProperties("AWS::SQS::Queue", { RedrivePolicy: letters(/DeadWork/, 6), FifoQueue: true });
  });
});

describe("the clock", () => {
  it.each([
    ["tick", "rate(1 minute)", 60],
    ["reconcile", "rate(1 hour)", 3600],
  ])("sends %s, at a %s, each message another", (kind, rate, seconds) => {
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

  it("is told to the publisher itself, which must answer soon", () => {
    expect(properties()).toMatchObject({
      ServiceToken: { "Fn::GetAtt": [ids("AWS::Lambda::Function", /./)[0], "Arn"] },
      ServiceTimeout: 600,
      Release: expect.stringMatching(/^[0-9a-f]{32,}$/),
    });
    expect(properties()).not.toHaveProperty("Empty");
  });

  it("is the same for the same bundle, and another when the site moves", () => {
    expect(properties(synthesise())).toEqual(properties());
    expect(properties(synthesise(DOMAIN))).not.toEqual(properties());
  });

  it("comes once the function may do its work", () => {
    const function_ = Object.values(plain.findResources("AWS::Lambda::Function"))[0];
    expect(function_?.DependsOn).toEqual(expect.arrayContaining(ids("AWS::IAM::Policy", /PublisherFunction/)));
  });

  it("comes before anything is published, so that nothing is while a stack that goes is emptied", () => {
    const feeding = ["AWS::Lambda::EventSourceMapping", "AWS::Events::Rule", "AWS::Scheduler::Schedule"];
    const resources = feeding.flatMap((type) => Object.values(plain.findResources(type)));
    expect(resources).toHaveLength(5);
    for (const { DependsOn } of resources) expect(DependsOn).toContain(release);
  });
});
