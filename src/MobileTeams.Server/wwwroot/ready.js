// Whether the server has its database and hears its changes; asked by every page that waits to be loaded again.
const isReady = async () => {
  try {
    return (await fetch('/health/ready', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
};
