/** An affine transformation as PDF and OFD write it: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** `inner` first, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  return [
    outer[0] * inner[0] + outer[2] * inner[1],
    outer[1] * inner[0] + outer[3] * inner[1],
    outer[0] * inner[2] + outer[2] * inner[3],
    outer[1] * inner[2] + outer[3] * inner[3],
    outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
    outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
  ];
}

export function applied([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** Numbers of somebody's file as a transformation; null where they are none. */
export function matrixOf(values: ArrayLike<number> | null | undefined): Matrix | null {
  if (!values || values.length < 6) return null;
  const six = Array.from({ length: 6 }, (_, index) => Number(values[index]));
  return six.every((value) => Number.isFinite(value) && Math.abs(value) < 1e7) ? (six as unknown as Matrix) : null;
}

/** Which way a direction goes on a page whose y grows downwards: 0 right, 1 down, 2 left, 3 up; -1 aslant. */
export function turnOf(dx: number, dy: number): number {
  const length = Math.hypot(dx, dy);
  if (length === 0) return 0;
  const angle = (Math.round((Math.atan2(dy, dx) * 180) / Math.PI) + 360) % 360;
  for (let turn = 0; turn < 4; turn += 1) if (Math.min(Math.abs(angle - turn * 90), 360 - Math.abs(angle - turn * 90)) <= 4) return turn;
  return -1;
}
