/** Renders `icon.svg`, the default icon for sites that do not set one: a drop that sends out waves. */
import type { Document } from "../../document.ts";

export function renderIcon(): Document {
  return { name: "icon.svg", body: ICON, type: "image/svg+xml", freshness: "page" };
}

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="14" fill="#e0560f"/>
<path d="M20 30c5 6 8 9.5 8 14a8 8 0 0 1-16 0c0-4.500 3-8 8-14Z" fill="#fff"/>
<path d="M20 19a25 25 0 0 1 25 25M20 8.500A35.500 35.500 0 0 1 55.500 44" fill="none" stroke="#fff" stroke-width="6.500" stroke-linecap="round"/>
</svg>
`;
