// Keys that work wherever the focus is. Those of a single letter can be turned off (WCAG 2.1.4) and never act in a text field.

const listeners = new WeakMap();
// A field that has just been hidden with its dialog may still be the target for a moment.
const isText = element => element?.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable]')?.checkVisibility();
const isOn = () => localStorage.getItem('single-keys') !== 'off';

export function attach(palette, sheet, page) {
  if (!palette) return; // the page has gone
  const input = palette.querySelector('input');
  const key = event => {
    if (!palette.isConnected) return;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      if (palette.open) return palette.close();
      if (document.querySelector('dialog[open]')) return;
      input.value = '';
      palette.showModal();
      input.focus();
      page.invokeMethodAsync('Opened');
      return;
    }
    if (isText(event.target) || document.querySelector('dialog[open]')) return;
    const letter = event.key.toLowerCase();
    if (command && !event.altKey && (letter === 'z' || letter === 'y')) {
      event.preventDefault();
      page.invokeMethodAsync('Pressed', letter === 'y' || event.shiftKey ? 'redo' : 'undo');
      return;
    }
    if (command || event.altKey || !isOn()) return;
    const ticket = event.target.closest?.('.ticket[data-visit]');
    if (event.key === '?') show(sheet);
    else if (event.target.closest?.('select')) return; // there a letter chooses
    else if (letter === 'j' || letter === 'k') step(letter === 'j' ? 1 : -1);
    else if (letter === 'm' && ticket) page.invokeMethodAsync('TakenUp', ticket.dataset.visit);
    else return;
    event.preventDefault();
  };
  palette.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') page.invokeMethodAsync('Step', event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter' || event.key === 'Tab' && !event.shiftKey) page.invokeMethodAsync('Enter', input.value, event.key === 'Tab');
    else return;
    event.preventDefault();
  });
  const singles = sheet.querySelector('input[type=checkbox]');
  singles.checked = isOn();
  singles.addEventListener('change', () => localStorage.setItem('single-keys', singles.checked ? 'on' : 'off'));
  document.addEventListener('keydown', key);
  listeners.set(palette, key);
  palette.dataset.keys = 'ready';
}

export function detach(palette) {
  document.removeEventListener('keydown', listeners.get(palette));
}

export function show(dialog) {
  if (dialog && !dialog.open) dialog.showModal();
}

export function close(dialog) {
  dialog?.close();
}

export function write(palette, text) {
  const input = palette?.querySelector('input');
  if (!input) return;
  input.value = text;
  input.focus();
}

export function keep(zoom, group, visit) {
  const address = new URL(location.href);
  address.searchParams.set('zoom', zoom);
  address.searchParams.set('group', group);
  if (visit) address.searchParams.set('visit', visit);
  else address.searchParams.delete('visit');
  try {
    history.replaceState(history.state, '', address);
  } catch {
    // Too many changes in a moment, browsers say; the next one writes it.
  }
}

function step(by) {
  const tickets = [...document.querySelectorAll('.queue button.ticket:not(:disabled)')];
  if (tickets.length === 0) return;
  const at = tickets.indexOf(document.activeElement);
  tickets[at < 0 ? (by > 0 ? 0 : tickets.length - 1) : (at + by + tickets.length) % tickets.length].focus();
}
