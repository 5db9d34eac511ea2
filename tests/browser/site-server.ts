/** Serves rendered documents on a free local port, with a content security policy as strict as any host would set. */
import { createServer, type Server, type ServerResponse } from "node:http";
import type { Document } from "../../functions/render/document.ts";

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; base-uri 'none'";

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="700"><rect width="1200" height="700" fill="#e8846b"/></svg>`;

export type SiteServer = { readonly url: string; readonly close: () => Promise<unknown> };

/** `render` receives the site's URL and returns its documents. */
export async function serveSite(render: (url: string) => readonly Document[]): Promise<SiteServer> {
  const documents = new Map<string, Document>();
  const server = createServer((request, response) => {
    answer(decodeURIComponent(request.url ?? "").replace(/^\/blog\//, ""), documents, response);
  });
  const url = `http://127.0.0.1:${await listen(server)}/blog/`;
  for (const document of render(url)) documents.set(document.name, document);
  return { url, close: () => new Promise((resolve) => server.close(resolve)) };
}

function answer(path: string, documents: ReadonlyMap<string, Document>, response: ServerResponse): void {
  const name = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  const found = documents.get(name);
  response.setHeader("content-security-policy", POLICY);
  response.setHeader("x-content-type-options", "nosniff");
  if (name.startsWith("media/")) {
    response.setHeader("content-type", "image/svg+xml");
    response.end(PICTURE);
    return;
  }
  response.statusCode = found === undefined ? 404 : 200;
  response.setHeader("content-type", found?.type ?? "text/html; charset=utf-8");
  response.end(found?.body ?? documents.get("404.html")?.body);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("the test server got no TCP port"));
      else resolve(address.port);
    });
  });
}
