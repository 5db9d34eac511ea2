/** Renders `copy.js`, which makes the copy buttons work if JavaScript is enabled. It is a separate file because the content security policy forbids inline scripts. */
import type { Document } from "../../document.ts";

export function renderCopyScript(): Document {
  return { name: "copy.js", body: SCRIPT, type: "text/javascript; charset=utf-8", freshness: "page" };
}

// Only secure pages (https, localhost) can use the clipboard; elsewhere the buttons stay hidden.
const SCRIPT = `for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const [label, name] = [button.textContent, button.getAttribute("aria-label")];
  const say = (text, spoken) => { button.textContent = text; button.setAttribute("aria-label", spoken); };
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    const address = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(address.textContent);
      say(button.dataset.copied, button.dataset.copied);
      setTimeout(() => say(label, name), 2000);
    } catch {
      getSelection().selectAllChildren(address);
    }
  });
}
`;
