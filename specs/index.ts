import type { Spec } from '../harness/spec/spec.ts'
import { ack } from './ack.ts'
import { collector } from './collector.ts'
import { doubling } from './doubling.ts'
import { doublingClient } from './doubling-client.ts'
import { echo } from './echo.ts'
import { oneShot } from './one-shot.ts'
import { quiz } from './quiz.ts'
import { quizClient } from './quiz-client.ts'

/** Every protocol that can be graded, in the order in which the lessons take them. */
export const specs: readonly Spec[] = [
  ...[echo, doubling, collector, oneShot, ack, quiz],
  ...[doublingClient, quizClient],
]
