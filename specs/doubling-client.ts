import { defineClientSpec } from '../harness/spec/spec.ts'
import { doubled, example, twice } from './doubling-talk.ts'
import { likeLineClient, lineClientChecks } from './line-client.ts'

export const doublingClient = defineClientSpec({
  id: 'doubling-client',
  port: 9002,
  title: { en: 'Doubling client', ru: 'Клиент сервера-удвоителя' },
  task: {
    en: 'Write a TCP client that connects to port 9002 of its own machine and reads lines from standard input. It sends each line as it was typed, without the line end, waits for the answer and prints it after a label: “Received: hellohello”. The line “exit” ends it: it sends nothing, closes the connection, and ends with status 0.',
    ru: 'Напишите TCP-клиент, который подключается к порту 9002 своего компьютера и читает строки со стандартного ввода. Каждую строку он отправляет так, как её ввели, без перевода строки, ждёт ответа и печатает его после подписи: «Received: hellohello». Строка «exit» завершает работу: клиент ничего не отправляет, закрывает соединение и завершается с кодом 0.',
  },
  example,
  resembles: likeLineClient,
  checks: lineClientChecks(doubled, twice),
})
