// The page that stands in for another while the database does not answer: it asks every other second whether it does again, and then makes way.
(() => {
  const { back } = document.documentElement.dataset;
  const look = async () => {
    if (!await isReady()) setTimeout(look, 2_000);
    else if (back) location.replace(back);
    else location.reload();
  };
  setTimeout(look, 2_000);
})();
