type Child = Node | string | number | null | undefined | false | Child[];
type Handler = (event: never) => void;
type Props = Record<string, string | number | boolean | null | undefined | Handler>;

interface Handled {
  handlers?: Map<string, Handler>;
}

/** Makes an element: `h("button.primary", { onclick: … }, "Framme")`. Functions become handlers, false and null leave an attribute out. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props?: Props | null, ...children: Child[]): HTMLElementTagNameMap[K];
export function h(tag: string, props?: Props | null, ...children: Child[]): HTMLElement;
export function h(tag: string, props?: Props | null, ...children: Child[]): HTMLElement {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name!);
  if (classes.length > 0) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") handle(element, key, value);
    else if (key === "value" && "value" in element) element.value = String(value);
    else if (key === "class") element.className = `${element.className} ${value}`.trim();
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child !== null && child !== undefined && child !== false) element.append(child instanceof Node ? child : String(child));
  }
}

/** Handlers are kept apart, so that a patched element can be given the new ones. */
function handle(element: Element & Handled, name: string, handler: Handler | null): void {
  element.handlers ??= new Map();
  if (handler) element.handlers.set(name, handler);
  else element.handlers.delete(name);
  (element as unknown as Record<string, unknown>)[name] = handler;
}

const svg = "http://www.w3.org/2000/svg";

/** A line drawing of 24 × 24; decoration only, the words stand beside it. */
export function drawing(path: string, className = "icon"): SVGSVGElement {
  const element = document.createElementNS(svg, "svg");
  element.setAttribute("viewBox", "0 0 24 24");
  element.setAttribute("class", className);
  element.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(svg, "path");
  line.setAttribute("d", path);
  element.append(line);
  return element;
}

/**
 * Makes the children of `live` like those of `wanted`, keeping the elements that are there: focus, scroll and what is being typed
 * stay. `key` pairs rows of a list; the inside of an element marked `data-own` belongs to somebody else.
 */
export function patchChildren(live: Element, wanted: Element): void {
  const keyed = new Map<string, Element>();
  for (const child of live.children) {
    const key = child.getAttribute("key");
    if (key !== null) keyed.set(key, child);
  }
  let cursor: ChildNode | null = live.firstChild;
  for (const next of [...wanted.childNodes]) {
    const key = next instanceof Element ? next.getAttribute("key") : null;
    const partner: ChildNode | null = key !== null ? (keyed.get(key) ?? null) : cursor && isAlike(cursor, next) ? cursor : null;
    if (partner === null || !isAlike(partner, next)) {
      live.insertBefore(next, cursor);
      continue;
    }
    if (partner === cursor) cursor = cursor.nextSibling;
    else live.insertBefore(partner, cursor);
    patch(partner, next);
  }
  while (cursor) {
    const rest: ChildNode | null = cursor.nextSibling;
    cursor.remove();
    cursor = rest;
  }
}

function isAlike(a: Node, b: Node): boolean {
  if (a.nodeType !== b.nodeType || a.nodeName !== b.nodeName) return false;
  return !(a instanceof Element && b instanceof Element) || a.getAttribute("key") === b.getAttribute("key");
}

function patch(live: ChildNode, wanted: ChildNode): void {
  if (!(live instanceof Element) || !(wanted instanceof Element)) {
    if (live.nodeValue !== wanted.nodeValue) live.nodeValue = wanted.nodeValue;
    return;
  }
  for (const { name } of [...live.attributes]) if (!wanted.hasAttribute(name) && !isOwnDoing(live, name)) live.removeAttribute(name);
  for (const { name, value } of wanted.attributes) if (live.getAttribute(name) !== value && !isOwnDoing(live, name)) live.setAttribute(name, value);
  const old = (live as Element & Handled).handlers;
  const fresh = (wanted as Element & Handled).handlers;
  for (const name of old?.keys() ?? []) if (!fresh?.has(name)) handle(live, name, null);
  for (const [name, handler] of fresh ?? []) handle(live, name, handler);
  // A choice somebody listens to follows the app's state; one that nobody listens to is the person's until the form is read.
  if (live instanceof HTMLInputElement && wanted instanceof HTMLInputElement && fresh?.has("onchange")) live.checked = wanted.checked;
  if (!live.hasAttribute("data-own")) patchChildren(live, wanted);
}

/** What the person opened, ticked or is holding down is theirs. */
function isOwnDoing(element: Element, attribute: string): boolean {
  return (attribute === "open" && element.nodeName === "DETAILS") || (attribute === "checked" && element.nodeName === "INPUT") || attribute === "data-held";
}
