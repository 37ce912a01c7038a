// Pointer and focus of the board. What a move would do is asked of the server now and then while it is dragged, and drawn here; what it means is decided there.

const threshold = 5;
const pause = 90;
const edge = 7;
const rim = 28;
const listeners = new WeakMap();

// The board is missing in what is asked while another page comes.

export function attach(board, page) {
  if (!board) return;
  const scroll = board.querySelector('.board-scroll');
  board.addEventListener('keydown', event => {
    const isCarrying = board.dataset.carrying !== undefined;
    if (event.key.startsWith('Arrow') || isCarrying && (event.key === 'Enter' || event.key === ' ' || event.key === 'Escape')) event.preventDefault();
  });
  const down = event => {
    if (event.button !== 0 || !board.isConnected) return;
    const visit = event.target.closest('[data-visit]');
    if (!visit) return;
    const box = visit.getBoundingClientRect();
    if (visit.closest('.lane') && event.pointerType === 'mouse' && box.width > 3 * edge && box.right - event.clientX < edge) stretch(page, visit, event);
    else if (visit.dataset.movable !== undefined) drag(board, page, visit, event);
  };
  document.addEventListener('pointerdown', down);
  listeners.set(board, down);
  scroll.addEventListener('wheel', event => {
    if (!event.shiftKey || event.deltaX) return;
    scroll.scrollLeft += event.deltaY;
    event.preventDefault();
  }, { passive: false });
}

export function detach(board) {
  document.removeEventListener('pointerdown', listeners.get(board));
}

// Scrolls so that the given share of the day stands a quarter in from the left.
export function show(board, share) {
  if (!board) return;
  const scroll = board.querySelector('.board-scroll');
  scroll.scrollLeft = share * scroll.scrollWidth - scroll.clientWidth / 4;
}

export function reveal(board, visit) {
  board?.querySelector(`[data-visit="${visit}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

export function focus(board, visit) {
  board?.querySelector(`[data-visit="${visit}"]`)?.focus();
}

export function hold(board) {
  if (board && !board.contains(document.activeElement)) board.querySelector('.board-scroll').focus();
}

// Draws where visits would stand; nothing takes it off.
export function preview(board, weighed, team, isDragged) {
  if (!board) return;
  const layer = board.querySelector('.board-preview');
  for (const lane of board.querySelectorAll('.lane.target')) lane.classList.remove('target', 'refused');
  const over = team && board.querySelector(`.lane[data-team="${team}"]`);
  if (over) {
    over.classList.add('target');
    over.classList.toggle('refused', weighed?.mayDo === false);
    if (!isDragged) over.scrollIntoView({ block: 'nearest' });
  }
  layer.replaceChildren(...(weighed?.stops ?? []).map(stop => {
    const lane = board.querySelector(`.lane[data-team="${stop.team}"]`);
    const mark = document.createElement('span');
    mark.className = `would${stop.isHeld ? ' held' : ''}${stop.isLate ? ' late' : ''}`;
    mark.style.left = stop.left;
    mark.style.width = stop.width;
    mark.style.top = `${(lane?.offsetTop ?? -100) + 7}px`;
    mark.textContent = stop.clock;
    return mark;
  }));
}

function drag(board, page, visit, down) {
  const scroll = board.querySelector('.board-scroll');
  const from = visit.closest('.lane')?.dataset.team ?? null;
  const grip = Math.min(down.clientX - visit.getBoundingClientRect().left, 200);
  const known = new Map();
  let ghost = null;
  let says = null;
  let lanes = [];
  let lane = null;
  let last = down;
  let frame = 0;
  let asked = null;
  let isAsking = false;
  let timer = 0;

  // Where the lanes and their visits are is measured once; from then on only the scrolling counts, so that a move of the mouse measures nothing.
  const measure = () => {
    const [top, left] = [scroll.scrollTop, scroll.scrollLeft];
    lanes = [...board.querySelectorAll('.lane')].map(row => {
      const box = row.getBoundingClientRect();
      return { row, team: row.dataset.team, top: box.top + top, bottom: box.bottom + top, visits: [...row.querySelectorAll('.visit')].filter(other => other.dataset.visit !== visit.dataset.visit).map(other => parseFloat(other.style.left) / 100) };
    });
    const track = board.querySelector('.lane-track').getBoundingClientRect();
    lanes.track = { left: track.left + left, width: track.width };
    lanes.view = scroll.getBoundingClientRect();
  };
  const share = event => (event.clientX - (from ? grip : 0) + scroll.scrollLeft - lanes.track.left) / lanes.track.width;
  const over = event => {
    const view = lanes.view;
    if (event.clientX < view.left || event.clientX > view.right || event.clientY < view.top || event.clientY > view.bottom) return null;
    const y = event.clientY + scroll.scrollTop;
    return lanes.find(one => y >= one.top && y < one.bottom) ?? null;
  };
  // Between the same visits of the same lane a move means the same.
  const place = event => {
    const at = share(event);
    return `${lane.team}/${lane.visits.filter(left => left < at).length}`;
  };
  const tell = weighed => {
    says.replaceChildren(...(weighed?.effects ?? []).map(effect => {
      const line = document.createElement('li');
      line.className = effect.weight;
      line.textContent = effect.says;
      return line;
    }));
    preview(board, weighed, lane?.team, true);
  };
  const ask = async () => {
    timer = 0;
    if (!ghost || !lane || isAsking) return;
    const key = place(last);
    if (key === asked) return;
    asked = key;
    if (!known.has(key)) {
      isAsking = true;
      try {
        known.set(key, await page.invokeMethodAsync('Weigh', visit.dataset.visit, from, lane.team, share(last)));
      } finally {
        isAsking = false;
      }
    }
    if (!ghost) return;
    if (lane && place(last) === key) tell(known.get(key));
    else if (!timer) timer = setTimeout(ask, 0);
  };
  const begin = () => {
    measure();
    ghost = visit.cloneNode(true);
    ghost.removeAttribute('id');
    ghost.classList.add('dragged');
    ghost.style.left = ghost.style.top = '0';
    ghost.style.width = `${Math.max(Math.min(visit.offsetWidth, 220), 60)}px`;
    says = document.createElement('ul');
    says.className = 'drag-says';
    document.body.append(ghost, says);
    page.invokeMethodAsync('PickedUp');
  };
  const draw = () => {
    frame = 0;
    if (!ghost) return;
    const { clientX: x, clientY: y } = last;
    ghost.style.transform = `translate(${x - grip}px, ${y - 12}px)`;
    says.style.transform = `translate(${Math.min(x + 14, innerWidth - 330)}px, ${Math.min(y + 34, innerHeight - 160)}px)`;
    const found = over(last);
    if (found !== lane) {
      lane = found;
      asked = null;
      tell(null);
    }
    if (lane && !timer) timer = setTimeout(ask, pause);

    // At the edges the board goes along.
    const view = lanes.view;
    if (!lane) return;
    const [dx, dy] = [x > view.right - rim ? 14 : x < lanes.track.left - scroll.scrollLeft && x < view.left + rim + 132 ? -14 : 0, y > view.bottom - rim ? 9 : y < view.top + rim + 20 ? -9 : 0];
    if (!dx && !dy) return;
    scroll.scrollBy(dx, dy);
    frame = requestAnimationFrame(draw);
  };
  const follow = event => {
    last = event;
    if (!ghost && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < threshold) return;
    if (!ghost) begin();
    frame ||= requestAnimationFrame(draw);
  };
  const stop = event => {
    removeEventListener('pointermove', follow);
    removeEventListener('pointerup', stop);
    removeEventListener('pointercancel', stop);
    removeEventListener('keydown', escape, true);
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    if (!ghost) return;
    ghost.remove();
    says.remove();
    ghost = null;
    preview(board, null);
    swallowClick();
    const target = event.type === 'pointerup' ? over(event) : null;
    if (!target) return;
    lane = target;
    const other = event.altKey ? document.elementsFromPoint(event.clientX, event.clientY).map(element => element.closest('.lane .visit')).find(found => found && found.dataset.visit !== visit.dataset.visit) : null;
    if (other) page.invokeMethodAsync('Swapped', visit.dataset.visit, other.dataset.visit);
    else page.invokeMethodAsync('Dropped', visit.dataset.visit, from, lane.team, share(event));
  };
  const escape = event => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    stop(event);
  };
  addEventListener('pointermove', follow);
  addEventListener('pointerup', stop);
  addEventListener('pointercancel', stop);
  addEventListener('keydown', escape, true);
}

function stretch(page, visit, down) {
  const track = visit.closest('.lane-track');
  const width = visit.offsetWidth;
  let hasMoved = false;
  const follow = event => {
    hasMoved ||= Math.abs(event.clientX - down.clientX) >= threshold;
    if (hasMoved) visit.style.width = `${Math.max(width + event.clientX - down.clientX, 4)}px`;
  };
  const stop = event => {
    removeEventListener('pointermove', follow);
    removeEventListener('pointerup', stop);
    removeEventListener('pointercancel', stop);
    if (!hasMoved) return;
    swallowClick();
    const share = visit.offsetWidth / track.clientWidth;
    // What the server says is drawn; until then it stands as it was.
    visit.style.width = `${width / track.clientWidth * 100}%`;
    if (event.type === 'pointerup') page.invokeMethodAsync('Resized', visit.dataset.visit, share);
  };
  addEventListener('pointermove', follow);
  addEventListener('pointerup', stop);
  addEventListener('pointercancel', stop);
}

function swallowClick() {
  const swallow = event => event.stopPropagation();
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
}
