// Pointer and focus of the board; what a move means is decided on the server.

const threshold = 5;

export function attach(board, page) {
  const scroll = board.querySelector('.board-scroll');
  board.addEventListener('keydown', event => {
    if (event.key.startsWith('Arrow')) event.preventDefault();
  });
  document.addEventListener('pointerdown', down => {
    const visit = down.button === 0 ? down.target.closest('[data-visit][data-movable]') : null;
    if (!visit || !board.isConnected) return;
    let ghost = null;
    let lane = null;
    const grip = down.clientX - visit.getBoundingClientRect().left;

    const move = event => {
      if (!ghost && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < threshold) return;
      if (!ghost) {
        ghost = visit.cloneNode(true);
        ghost.removeAttribute('id');
        ghost.classList.add('dragged');
        ghost.style.width = `${Math.min(visit.offsetWidth, 220)}px`;
        document.body.append(ghost);
      }
      ghost.style.left = `${event.clientX - Math.min(grip, 200)}px`;
      ghost.style.top = `${event.clientY - 12}px`;
      lane?.classList.remove('target');
      lane = document.elementsFromPoint(event.clientX, event.clientY).map(element => element.closest('.lane')).find(Boolean) ?? null;
      lane?.classList.add('target');
    };
    const stop = event => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', stop);
      removeEventListener('pointercancel', stop);
      removeEventListener('keydown', escape);
      lane?.classList.remove('target');
      if (!ghost) return;
      ghost.remove();
      addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
      if (event.type !== 'pointerup' || !lane) return;
      const track = lane.querySelector('.lane-track').getBoundingClientRect();
      const onBoard = visit.closest('.lane') ? Math.min(grip, 200) : 0;
      page.invokeMethodAsync('Dropped', visit.dataset.visit, lane.dataset.team, (event.clientX - onBoard - track.left) / track.width);
    };
    const escape = event => {
      if (event.key === 'Escape') stop(event);
    };
    const swallow = event => event.stopPropagation();
    addEventListener('pointermove', move);
    addEventListener('pointerup', stop);
    addEventListener('pointercancel', stop);
    addEventListener('keydown', escape);
  });
  scroll.addEventListener('wheel', event => {
    if (!event.shiftKey || event.deltaX) return;
    scroll.scrollLeft += event.deltaY;
    event.preventDefault();
  }, { passive: false });
}

// Scrolls so that the given share of the day stands a quarter in from the left.
export function show(board, share) {
  const scroll = board.querySelector('.board-scroll');
  scroll.scrollLeft = share * scroll.scrollWidth - scroll.clientWidth / 4;
}

export function reveal(board, visit) {
  board.querySelector(`[data-visit="${visit}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

export function focus(board, visit) {
  board.querySelector(`[data-visit="${visit}"]`)?.focus();
}
