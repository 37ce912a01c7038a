/** How long a finger rests on a button that cannot be taken back. */
const holdMilliseconds = 700;
const armedMilliseconds = 4_000;

/**
 * Makes every `data-hold` button fire its `confirm` event after 0.7 s under a finger. From the keyboard or a screen reader it
 * takes two presses: the first arms it and says so, the second confirms.
 */
export function watchHolds(root: Document, announce: (text: string) => void): void {
  let held: HTMLElement | null = null;
  let timer = 0;
  let pressed: HTMLElement | null = null;

  const release = () => {
    window.clearTimeout(timer);
    held?.removeAttribute("data-held");
    held = null;
  };

  root.addEventListener("pointerdown", (event) => {
    const button = holdButton(event.target);
    if (!button || event.button !== 0) return;
    release();
    pressed = held = button;
    button.setAttribute("data-held", "press");
    timer = window.setTimeout(() => {
      release();
      confirm(button);
    }, holdMilliseconds);
  });
  for (const name of ["pointerup", "pointercancel", "blur"]) root.addEventListener(name, release, true);
  root.addEventListener("pointermove", (event) => {
    if (held && !held.contains(root.elementFromPoint(event.clientX, event.clientY))) release();
  });
  root.addEventListener("contextmenu", (event) => {
    if (holdButton(event.target)) event.preventDefault();
  });
  root.addEventListener("click", (event) => {
    const button = holdButton(event.target);
    const isFingersEnd = pressed === button;
    pressed = null;
    // The click that ends a finger's press has been counted already: the press was long enough, or it was not.
    if (!button || isFingersEnd) return;
    if (button.getAttribute("data-held") === "armed") {
      button.removeAttribute("data-held");
      confirm(button);
      return;
    }
    button.setAttribute("data-held", "armed");
    announce(button.dataset["hold"] ?? "");
    window.setTimeout(() => {
      if (button.getAttribute("data-held") === "armed") button.removeAttribute("data-held");
    }, armedMilliseconds);
  });
}

function holdButton(target: EventTarget | null): HTMLElement | null {
  const button = target instanceof Element ? target.closest<HTMLElement>("[data-hold]") : null;
  return button && button.getAttribute("aria-disabled") !== "true" && !(button as HTMLButtonElement).disabled ? button : null;
}

function confirm(button: HTMLElement): void {
  const handler = (button as HTMLElement & { onconfirm?: () => void }).onconfirm;
  handler?.();
}
