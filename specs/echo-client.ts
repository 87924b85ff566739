import { defineClientSpec } from '../harness/spec/spec.ts'
import { echoed, example } from './echo-talk.ts'
import { likeLineClient, lineClientChecks } from './line-client.ts'

export const echoClient = defineClientSpec({
  id: 'echo-client',
  port: 65432,
  title: { en: 'Echo client', ru: 'Клиент эхо-сервера' },
  task: {
    en: 'Write a TCP client that connects to port 65432 of its own machine and reads lines from standard input. It sends each line as it was typed, without the line end, waits for the echo and prints it after a label: “Received: hello”. The line “exit” ends it: it sends nothing, closes the connection, and ends with status 0.',
    ru: 'Напишите TCP-клиент, который подключается к порту 65432 своего компьютера и читает строки со стандартного ввода. Каждую строку он отправляет так, как её ввели, без перевода строки, ждёт эха и печатает его после подписи: «Received: hello». Строка «exit» завершает работу: клиент ничего не отправляет, закрывает соединение и завершается с кодом 0.',
  },
  example,
  resembles: likeLineClient,
  checks: lineClientChecks(echoed, (text) => text),
})
