/** The function notifies hubs of changed feeds once the edge shows the change. The test runs its own hub. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Bundled, bundleFunction } from "./bundled.ts";
import { bodies, metric, put, type Site, startSite } from "./site.ts";

type Hub = { readonly url: string; readonly received: string[]; answer: number; readonly close: () => Promise<void> };

let bundled: Bundled;
let site: Site;
let hub: Hub;
beforeAll(async () => {
  bundled = await bundleFunction();
  site = await startSite(bundled);
});
afterAll(async () => {
  await site?.close();
  bundled?.remove();
});
beforeEach(async () => {
  site.reset();
  hub = await startHub();
  return () => hub.close();
});

async function startHub(): Promise<Hub> {
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    received.push(`${request.method} ${request.headers["content-type"]} ${await text(request)}`);
    response.writeHead(made.answer, { location: "/elsewhere" }).end("said the hub");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const made = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hub`,
    received,
    answer: 204,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return made;
}

const article = (title: string) =>
  `---\ntitle: ${title}\ndate: 2026-01-02\nauthor: Ann Lee\ntags: [Smörgås]\n---\nText.\n`;
const inbox = () => site.sqs.queue("inbox");
const TOPICS = ["", "authors/ann-lee/", "tags/smoergas/"]
  .flatMap((folder) =>
    ["atom.xml", "feed.json", "feed.xml"].map((file) => `https://feeds.example.org/${folder}${file}`),
  )
  .sort();

async function publish(title: string) {
  await site.drop("site.json", JSON.stringify({ hubs: [hub.url] }));
  await site.drop("a.md", article(title));
  await site.readInbox();
  while (site.sqs.queue("work.fifo").length > 0) await site.doWork();
}

it("notifies a hub of each changed subscription document, by its self URL, once the edge shows it", async () => {
  await publish("Alpha");
  expect(hub.received).toEqual([]);
  expect(inbox().map(({ delay }) => delay)).toEqual(inbox().map(() => 65));
  const topics = bodies(inbox()).flatMap((body) => body.topics as string[]);
  await site.readInbox();
  const received = new Set(hub.received);
  const self = (name: string) =>
    /rel="self"[^>]*href="([^"]*)"|href="([^"]*)"[^>]*rel="self"/.exec(site.document(name)?.body.toString() ?? "");
  expect(topics.filter((topic) => !topic.includes("/tags/")).sort()).toEqual(
    TOPICS.filter((topic) => !topic.includes("/tags/")),
  );
  expect(received).toEqual(
    new Set(
      topics.map(
        (topic) =>
          `POST application/x-www-form-urlencoded;charset=UTF-8 hub.mode=publish&hub.url=${encodeURIComponent(topic)}`,
      ),
    ),
  );
  const tag =
    [...site.s3.objects.keys()].find((name) => /^site\/tags\/.*atom\.xml$/.test(name))?.slice("site/".length) ?? "";
  for (const name of ["atom.xml", tag]) expect(topics).toContain(self(name)?.[1] ?? self(name)?.[2]);
  expect(inbox()).toEqual([]);
});

it("notifies no hub if nothing changed", async () => {
  await publish("Alpha");
  inbox().splice(0);
  put(site.sqs.queue("work.fifo"), { kind: "changed", paths: ["a.md"], force: true });
  await site.doWork();
  expect(inbox()).toEqual([]);
});

it.each([503, 429])("retries a hub that answers %s later, and keeps publishing", async (answer) => {
  await publish("Alpha");
  hub.answer = answer;
  await site.drop("b.md", article("Beta"));
  await site.readInbox();
  expect(site.sqs.queue("work.fifo")).toHaveLength(1);
  const waiting = bodies(inbox());
  expect(waiting.flatMap(({ topics }) => topics as string[])).toHaveLength(TOPICS.length);
  expect(waiting[0]).toMatchObject({ kind: "ping", hubs: [hub.url], tries: 1 });
  expect(inbox()[0]?.delay).toBe(5);
  hub.answer = 202;
  hub.received.splice(0);
  await site.readInbox();
  expect(hub.received).toHaveLength(TOPICS.length);
  expect(inbox()).toEqual([]);
});

it("retries an unreachable hub only later, and gives up in the end", async () => {
  await hub.close();
  put(inbox(), { kind: "ping", topics: TOPICS, hubs: [hub.url], tries: 4 });
  await site.readInbox();
  expect(bodies(inbox())).toEqual([{ kind: "ping", topics: expect.any(Array), hubs: [hub.url], tries: 5 }]);
  expect(inbox()[0]?.delay).toBe(900);
  await site.readInbox();
  expect(inbox()).toEqual([]);
  expect(metric(site.lambda, "PingsFailed")).toEqual([TOPICS.length]);
  expect(site.lambda.lines.find((line) => line.message === "gave up notifying a WebSub hub")).toMatchObject({
    hub: hub.url,
    reason: expect.stringContaining("ECONNREFUSED"),
  });
});

it.each([400, 404, 301])("does not retry a hub that answers %s", async (answer) => {
  hub.answer = answer;
  put(inbox(), { kind: "ping", topics: TOPICS.slice(0, 2), hubs: [hub.url], tries: 0 });
  await site.readInbox();
  expect(hub.received).toHaveLength(2);
  expect(inbox()).toEqual([]);
  expect(metric(site.lambda, "PingsFailed")).toEqual([1, 1]);
});

it.each(["http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "ftp://hub.example.org/", "nonsense"])(
  "does not notify %s, which is no public host, and tells why",
  async (url) => {
    put(inbox(), { kind: "ping", topics: TOPICS.slice(0, 1), hubs: [url, hub.url], tries: 0 });
    await site.readInbox();
    expect(hub.received).toHaveLength(1);
    expect(inbox()).toEqual([]);
    expect(metric(site.lambda, "PingsFailed")).toEqual([1]);
    expect(site.lambda.lines.find((line) => line.message === "gave up notifying a WebSub hub")).toMatchObject({
      hub: url,
      reason: expect.stringMatching(/not a public address|neither https: nor http:|not a URL/),
    });
  },
);
