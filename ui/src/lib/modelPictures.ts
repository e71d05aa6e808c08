// Pictures of models, decoded once. The bytes are the metadata's; they go onto a canvas, so that the page needs no
// permission to load images from anywhere but itself.

const kept = new Map<string, Promise<ImageBitmap | null>>();

/** The picture of a model; null where there is none, or where it is no picture. */
export function drawn(aaguid: string, ask: (aaguid: string) => Promise<string | null>): Promise<ImageBitmap | null> {
  const known = kept.get(aaguid);
  if (known) return known;
  const asked = ask(aaguid)
    .then((png) => (png === null ? null : createImageBitmap(new Blob([bytes(png)], { type: 'image/png' }))))
    .catch(() => null);
  kept.set(aaguid, asked);
  // Metadata may be read later: what is not there is asked for again.
  void asked.then((picture) => {
    if (picture === null) kept.delete(aaguid);
  });
  return asked;
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const all = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) all[at] = text.charCodeAt(at);
  return all;
}
