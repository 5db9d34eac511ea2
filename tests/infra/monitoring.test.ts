import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { synthesize } from "./synth.ts";

const plain = synthesize();
const withEmail = synthesize({ alarmEmail: "ann@example.org" });
const alarms = Object.values(plain.findResources("AWS::CloudWatch::Alarm"));

describe("alarms", () => {
  it.each([
    ["AWS/SQS", "ApproximateNumberOfMessagesVisible", 2],
    ["AWS/SQS", "ApproximateAgeOfOldestMessage", 2],
    ["AWS/Lambda", "Errors", 1],
    ["AWS/Lambda", "Throttles", 1],
    ["Dropfeed", "Rejected", 1],
    ["Dropfeed", "RemovalsWithheld", 1],
    ["AWS/Scheduler", "TargetErrorCount", 1],
    ["AWS/CloudFront", "5xxErrorRate", 1],
  ])("watch %s %s", (Namespace, MetricName, times) => {
    plain.resourcePropertiesCountIs("AWS::CloudWatch::Alarm", { Namespace, MetricName }, times);
  });

  it("have a description, ignore missing data, and use the publisher's metric names", () => {
    for (const { Properties } of alarms) {
      expect(Properties.AlarmDescription).toMatch(/\w+[.?]$/);
      expect(Properties.TreatMissingData).toBe("notBreaching");
    }
    plain.hasResourceProperties("AWS::CloudWatch::Alarm", {
      MetricName: "Rejected",
      Dimensions: [{ Name: "service", Value: "dropfeed" }],
      Statistic: "Sum",
    });
  });

  it("watch the edge in the region of its metrics, and only there", () => {
    const [condition] = Object.entries(plain.findConditions("*"));
    expect(condition?.[1]).toEqual({ "Fn::Equals": [{ Ref: "AWS::Region" }, "us-east-1"] });
    const conditional = alarms.filter(({ Condition }) => Condition === condition?.[0]);
    expect(conditional.map(({ Properties }) => Properties.MetricName)).toEqual(["5xxErrorRate"]);
    plain.hasResourceProperties("AWS::CloudWatch::Alarm", {
      MetricName: "5xxErrorRate",
      Dimensions: Match.arrayWith([{ Name: "Region", Value: "Global" }]),
    });
  });

  it("notify nobody without an e-mail address", () => {
    plain.resourceCountIs("AWS::SNS::Topic", 0);
  });

  it("all send their beginning and end to the e-mail address, by a topic that CloudWatch may use", () => {
    withEmail.hasResourceProperties("AWS::SNS::Subscription", { Protocol: "email", Endpoint: "ann@example.org" });
    const topic = { Ref: Object.keys(withEmail.findResources("AWS::SNS::Topic"))[0] };
    for (const { Properties } of Object.values(withEmail.findResources("AWS::CloudWatch::Alarm"))) {
      expect([Properties.AlarmActions, Properties.OKActions]).toEqual([[topic], [topic]]);
    }
    withEmail.hasResourceProperties("AWS::SNS::TopicPolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: "Allow",
            Action: "sns:Publish",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Resource: topic,
          }),
        ]),
      },
    });
  });
});

describe("the dashboard", () => {
  const [board] = Object.values(plain.findResources("AWS::CloudWatch::Dashboard"));
  const body = JSON.stringify(board?.Properties.DashboardBody);

  it.each(["Published", "Rejected", "StoreReads", "StoreLists", "StoreWrites", "SecondsToVisible", "DocumentsWritten"])(
    "shows %s",
    (name) => expect(body).toContain(`\\"Dropfeed\\",\\"${name}\\",\\"service\\",\\"dropfeed\\"`),
  );

  it.each(["ApproximateAgeOfOldestMessage", "5xxErrorRate", "Errors", "level in"])("shows %s", (name) =>
    expect(body).toContain(name),
  );

  it("shows only alarms that exist in every region", () => {
    const edge = Object.keys(plain.findResources("AWS::CloudWatch::Alarm", { Condition: Match.anyValue() }));
    expect(edge).toHaveLength(1);
    expect(body).not.toContain(edge[0]);
  });

  it("is in the outputs", () => {
    plain.hasOutput("DashboardUrl", {
      Value: { "Fn::Join": ["", Match.arrayWith([{ Ref: Match.stringLikeRegexp("Dashboard") }])] },
    });
  });
});

it.each([
  ["WorkQueueUrl", { Ref: expect.stringMatching(/QueuesWork/) }],
  ["InboxArn", { "Fn::GetAtt": [expect.stringMatching(/QueuesInbox/), "Arn"] }],
  ["DeadLettersArn", { "Fn::GetAtt": [expect.stringMatching(/QueuesDead(?!Work)/), "Arn"] }],
  ["DeadWorkArn", { "Fn::GetAtt": [expect.stringMatching(/QueuesDeadWork/), "Arn"] }],
])("outputs %s, which a rebuild or moving dead letters back needs", (name, Value) => {
  expect(plain.findOutputs(name)[name]).toMatchObject({ Value });
});
