import type { Pin } from "./pin";

/** What a page hands to the next one over a reload. */
export interface Handover {
  key: CryptoKey;
  pin: Pin | null;
  isLocked: boolean;
}

/**
 * The service worker's memory bridges a reload: the page that leaves gives it the key, the page that comes takes it back. Nothing
 * touches the disk, and the browser ends an idle worker within about half a minute; after that the password is asked for.
 */
export function handOver(handover: Handover): void {
  navigator.serviceWorker?.controller?.postMessage({ kind: "hand-over", handover });
}

export function takeBack(patienceMilliseconds = 800): Promise<Handover | null> {
  const worker = navigator.serviceWorker?.controller;
  if (!worker) return Promise.resolve(null);
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    const timer = setTimeout(() => resolve(null), patienceMilliseconds);
    channel.port1.onmessage = (message: MessageEvent<Handover | null>) => {
      clearTimeout(timer);
      resolve(message.data);
    };
    worker.postMessage({ kind: "take-back" }, [channel.port2]);
  });
}
