/**
 * How bytes are cut into segments on their way: as one, one byte each, or in pieces of at most so
 * many bytes.
 */
export type Delivery = 'whole' | 'byte-by-byte' | { readonly piecesOf: number }

/** The segments that a delivery makes of a message; none of an empty one. */
export function cut(bytes: Uint8Array, delivery: Delivery): Uint8Array[] {
  const size =
    delivery === 'whole' ? bytes.length : delivery === 'byte-by-byte' ? 1 : delivery.piecesOf
  const count = bytes.length === 0 ? 0 : Math.ceil(bytes.length / size)
  return Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  )
}
