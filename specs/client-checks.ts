/** What clients are graded on: checks that several of them share, most of them beyond their assignments. */
import type { Check } from '../harness/spec/spec.ts'
import { type Talk, talkToNobody } from '../harness/spec/talk.ts'

/** A check to which a spec still has to give points and needs. */
type Shared = Omit<Check<never>, 'points' | 'needs'>

interface Opening {
  /** What goes before: the client is in the middle of its conversation then. */
  readonly opening: Talk<object>
}

/** The client has done all that it was started for. */
export function endsWithStatus0({ opening }: Opening): Shared {
  return {
    tier: 'core',
    rule: {
      en: 'The process ends with status 0.',
      ru: 'Процесс завершается с кодом 0.',
    },
    why: {
      en: 'Status 0 tells whoever started the program that all went well.',
      ru: 'Код 0 сообщает тому, кто запустил программу, что всё хорошо.',
    },
    hint: {
      en: 'Let the program reach its end, and return 0 from main.',
      ru: 'Дайте программе закончиться, а из main возвращайте 0.',
    },
    play: opening.client.leaves().client.ends(),
  }
}

/** The client's user has nothing more to type. */
export function endsWithItsInput({ opening }: Opening): Shared {
  return {
    tier: 'beyond',
    rule: {
      en: 'When its standard input ends, the client ends too.',
      ru: 'Когда стандартный ввод кончается, клиент тоже завершается.',
    },
    why: {
      en: 'In scripts and pipes nobody types “exit”; a program that goes on asking never ends.',
      ru: 'В сценариях и конвейерах никто не введёт «exit»; программа, которая всё спрашивает, не кончится никогда.',
    },
    hint: {
      en: 'Treat the end of the input (EOFError in Python, NULL from fgets, null from readLine) like “exit”.',
      ru: 'Конец ввода (EOFError в Python, NULL от fgets, null от readLine) обрабатывайте как «exit».',
    },
    play: opening.user.leaves().client.endsSomehow(),
  }
}

const plainWords = {
  en: 'The person at the keyboard did nothing wrong, and has to be told what happened; scripts look at the status.',
  ru: 'Человек за клавиатурой ни в чём не виноват, и ему надо сказать, что случилось; сценарии смотрят на код завершения.',
}

/** The server closes where it should have spoken. */
export function serverCloses({ opening }: Opening): Shared {
  return {
    tier: 'beyond',
    rule: {
      en: 'When the server closes too early, the client says so and ends with a status that isn’t 0.',
      ru: 'Если сервер закрыл соединение раньше времени, клиент сообщает об этом и завершается не с кодом 0.',
    },
    why: plainWords,
    hint: {
      en: 'recv() that returns no bytes means that the server has closed: print a message (on standard error, say) and end with sys.exit(1) or return 1.',
      ru: 'recv() вернул пустоту — сервер закрыл соединение: напечатайте сообщение (например, в stderr) и завершитесь через sys.exit(1) или return 1.',
    },
    play: opening.server.closes().client.givesUp(),
  }
}

/** The server breaks off. */
export function serverResets({ opening }: Opening): Shared {
  return {
    tier: 'beyond',
    rule: {
      en: 'When the connection is reset, the client says so in plain words and ends with a status that isn’t 0.',
      ru: 'Если соединение сброшено, клиент понятно сообщает об этом и завершается не с кодом 0.',
    },
    why: plainWords,
    hint: {
      en: 'Catch the error of recv() and send() (ConnectionResetError in Python, IOException in Java, “error” in Node): print a message instead of a stack trace.',
      ru: 'Перехватывайте ошибку recv() и send() (ConnectionResetError в Python, IOException в Java, «error» в Node): печатайте сообщение вместо трассировки.',
    },
    play: opening.server.resets().client.givesUp(),
  }
}

/** There is no server. */
export function nobodyListens(): Shared {
  return {
    tier: 'beyond',
    rule: {
      en: 'Where nobody listens, the client says so in plain words and ends with a status that isn’t 0.',
      ru: 'Если порт никто не слушает, клиент понятно сообщает об этом и завершается не с кодом 0.',
    },
    why: plainWords,
    hint: {
      en: 'Catch the error of connect() (ConnectionRefusedError in Python) and print a message: “No server on port …”. Check what connect() returns in C.',
      ru: 'Перехватывайте ошибку connect() (ConnectionRefusedError в Python) и печатайте сообщение: «Сервер на порту … не найден». В C проверяйте, что вернул connect().',
    },
    play: talkToNobody().client.givesUp(),
  }
}
