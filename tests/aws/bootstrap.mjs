/** Acts as the Lambda runtime in the child process: loads the function, fetches events one by one, and returns each result. */
const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const post = (path, body) => fetch(`${api}/${path}`, { method: "POST", body: JSON.stringify(body ?? null) });
const fault = (error) => ({ errorType: error?.name ?? "Error", errorMessage: error?.message ?? String(error) });

let handler;
try {
  ({ handler } = await import(process.env.BUNDLE));
} catch (error) {
  await post("init/error", fault(error));
  throw error;
}
for (;;) {
  const next = await fetch(`${api}/invocation/next`);
  const id = next.headers.get("lambda-runtime-aws-request-id");
  const deadline = Number(next.headers.get("lambda-runtime-deadline-ms"));
  const context = { awsRequestId: id, getRemainingTimeInMillis: () => deadline - Date.now() };
  try {
    await post(`invocation/${id}/response`, await handler(await next.json(), context));
  } catch (error) {
    await post(`invocation/${id}/error`, fault(error));
  }
}
