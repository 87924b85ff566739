/** What a stranger's server was seen to do when a client came, spoke one word and left. */
export interface Observation {
  /** The port on which it listens. */
  readonly port: number
  /** The program's file or folder name, in lower case. */
  readonly name: string
  /** What it said before the client spoke. */
  readonly greeting: string
  /** The word that the client sent. */
  readonly word: string
  /** What it answered to the word alone. */
  readonly answer: string
  /** What more came after the newline that followed the word. */
  readonly afterNewline: string
  /** What more came once the client had finished. */
  readonly afterFinish: string
  /** Whether it closed the connection after the answer, of its own accord. */
  readonly closedAfterAnswer: boolean
  /** Whether it showed the word on standard output, in any form. */
  readonly printed: boolean
}

/** All that the server said after the client had spoken. */
export function repliesIn(observed: Observation): string {
  return observed.answer + observed.afterNewline + observed.afterFinish
}

/** What a stranger's client was seen to do when it met a server that spoke to it. */
export interface ClientObservation {
  /** The port to which it connected. */
  readonly port: number
  /** The program's file or folder name, in lower case. */
  readonly name: string
  /** What it said of itself, before its server or its user had said anything. */
  readonly opening: string
  /** Whether it closed the connection after that, of its own accord. */
  readonly closedAtOnce: boolean
  /** The word that its user typed then. */
  readonly typed: string
  /** What it said to the server once its user had typed. */
  readonly afterTyping: string
  /** Whether it closed the connection after that, without waiting for an answer. */
  readonly closedAfterTyping: boolean
  /** What it answered to a line that greeted it and asked for `23 + 45`. */
  readonly toProblem: string
  /** Whether it closed the connection by the end. */
  readonly closed: boolean
}
