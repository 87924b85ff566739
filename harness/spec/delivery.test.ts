import { expect, test } from 'vitest'
import { concat } from './bytes.ts'
import { cut } from './delivery.ts'

const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7)

test('a whole delivery is one segment', () => {
  expect(cut(bytes, 'whole')).toEqual([bytes])
})

test('byte by byte, each byte is a segment of its own', () => {
  expect(cut(bytes, 'byte-by-byte')).toEqual([...bytes].map((byte) => Uint8Array.of(byte)))
})

test('pieces have the size that is asked for, but for the last', () => {
  expect(cut(bytes, { piecesOf: 3 }).map((piece) => piece.length)).toEqual([3, 3, 1])
  expect(cut(bytes, { piecesOf: 7 }).map((piece) => piece.length)).toEqual([7])
  expect(cut(bytes, { piecesOf: 100 }).map((piece) => piece.length)).toEqual([7])
})

test('however it is cut, the segments together are the message', () => {
  for (const delivery of ['whole', 'byte-by-byte', { piecesOf: 2 }, { piecesOf: 5 }] as const) {
    expect(concat(cut(bytes, delivery))).toEqual(bytes)
  }
})

test('an empty message makes no segment', () => {
  for (const delivery of ['whole', 'byte-by-byte', { piecesOf: 2 }] as const) {
    expect(cut(new Uint8Array(), delivery)).toEqual([])
  }
})
