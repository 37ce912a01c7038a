// A very small vector tile (Mapbox Vector Tile 2.1): some roads and a lake, drawn from the tile's number.

const varint = (n) => {
  const bytes = [];
  do {
    const low = n & 0x7f;
    n >>>= 7;
    bytes.push(n ? low | 0x80 : low);
  } while (n);
  return bytes;
};
const field = (number, bytes) => [...varint((number << 3) | 2), ...varint(bytes.length), ...bytes];
const number = (id, value) => [...varint(id << 3), ...varint(value)];
const text = (value) => [...Buffer.from(value, "utf8")];
const zigzag = (n) => (n << 1) ^ (n >> 31);

function geometry(points, isClosed) {
  const words = [];
  let [x, y] = [0, 0];
  points.forEach(([px, py], i) => {
    if (i === 0) words.push((1 << 3) | 1);
    if (i === 1) words.push(((points.length - 1) << 3) | 2);
    words.push(zigzag(px - x), zigzag(py - y));
    [x, y] = [px, py];
  });
  if (isClosed) words.push((1 << 3) | 7);
  return words.flatMap((word) => varint(word >>> 0));
}

function layer(name, type, shapes) {
  const features = shapes.flatMap((points) => field(2, [...number(3, type), ...field(4, geometry(points, type === 3))]));
  return field(3, [...number(15, 2), ...field(1, text(name)), ...features, ...number(5, 4096)]);
}

export function tile(z, x, y) {
  let seed = (z * 73856093) ^ (x * 19349663) ^ (y * 83492791);
  const random = () => ((seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff) * 4096;
  const roads = Array.from({ length: 5 }, () => [
    [0, Math.round(random())],
    [Math.round(random()), Math.round(random())],
    [4096, Math.round(random())],
  ]);
  const [cx, cy] = [Math.round(random()), Math.round(random())];
  const lake = [0, 60, 120, 180, 240, 300].map((a) => [Math.round(cx + 500 * Math.cos((a * Math.PI) / 180)), Math.round(cy + 320 * Math.sin((a * Math.PI) / 180))]);
  return Buffer.from([...layer("water", 3, [lake]), ...layer("road", 2, roads)]);
}
