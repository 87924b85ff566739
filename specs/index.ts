import type { Spec } from '../harness/spec/spec.ts'
import { ack } from './ack.ts'
import { ackClient } from './ack-client.ts'
import { collector } from './collector.ts'
import { collectorClient } from './collector-client.ts'
import { doubling } from './doubling.ts'
import { doublingClient } from './doubling-client.ts'
import { echo } from './echo.ts'
import { echoClient } from './echo-client.ts'
import { oneShot } from './one-shot.ts'
import { oneShotClient } from './one-shot-client.ts'
import { quiz } from './quiz.ts'
import { quizClient } from './quiz-client.ts'

/** Every protocol that can be graded, in the order in which the lessons take them: servers, then clients. */
export const specs: readonly Spec[] = [
  ...[echo, doubling, collector, oneShot, ack, quiz],
  ...[echoClient, doublingClient, collectorClient, oneShotClient, ackClient, quizClient],
]
