// The line to the server: that it is cut is noticed within seconds and said at once with its age, and the page comes back by itself, complete.
// While the same server is there the circuit goes on where it was; after a restart the page is loaded again, and its address says what was looked at.
(() => {
  const notice = document.getElementById('components-reconnect-modal');
  const names = ['show', 'retrying', 'paused', 'failed', 'rejected', 'resume-failed'].map(name => `components-reconnect-${name}`);
  let since = 0;
  let beat = 0;

  const look = () => {
    const isCut = names.some(name => notice.classList.contains(name));
    document.documentElement.classList.toggle('cut-off', isCut);
    if (isCut && !beat) {
      since ||= Date.now();
      beat = setInterval(tick, 1000);
      tick();
    } else if (!isCut && beat) {
      clearInterval(beat);
      since = beat = 0;
    }
  };
  let isAsking = false;
  const tick = async () => {
    const seconds = Math.round((Date.now() - since) / 1000);
    for (const age of notice.querySelectorAll('[data-age]')) age.textContent = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
    const isGone = ['failed', 'rejected', 'resume-failed'].some(name => notice.classList.contains(`components-reconnect-${name}`));
    if (!isGone || isAsking) return;
    isAsking = true;
    if (await isReady()) location.reload();
    isAsking = false;
  };
  new MutationObserver(look).observe(notice, { attributes: true, attributeFilter: ['class'] });

  // Blazor shows this once, when nothing on the page works any more but loading it again.
  const fault = document.getElementById('blazor-error-ui');
  new MutationObserver(() => fault.querySelector('.reload').focus()).observe(fault, { attributes: true, attributeFilter: ['style'] });

  Blazor.start({
    circuit: {
      configureSignalR: line => line.withServerTimeout(12_000).withKeepAliveInterval(4_000),
      reconnectionOptions: { maxRetries: 10_000, retryIntervalMilliseconds: attempt => attempt < 5 ? 500 : 2_000 },
    },
  });
})();
