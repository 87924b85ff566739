import { counted } from './counted.ts'
import type { PackingMessages, VerifyMessages } from './setup.ts'

export const russianPacking: PackingMessages = {
  written: (file, bytes) =>
    `Записан ${file} (${Math.ceil(bytes / 1024)} КиБ). Что сделать в Gradescope:`,
  gradescope: (points, languages) => [
    `1. Создайте задание типа Programming Assignment${points === undefined ? '' : ` на ${counted(points, 'балл', 'балла', 'баллов')}`}.`,
    '2. В Configure Autograder выберите «Zip file upload», этот файл и базовый образ Ubuntu 22.04 или новее.',
    '3. Дождитесь, пока соберётся образ; в журнале видно, что устанавливается.',
    '4. Через Test Autograder проверьте верную программу и программу с ошибкой.',
    `Писать можно на JavaScript, TypeScript, ${languages.join(', ')}; другие языки добавляет --languages.`,
  ],
}

export const russianVerify: VerifyMessages = {
  progress: (spec, done, total) => `${spec}: ${done} из ${total} …`,
  reference: 'Эталон получает все баллы.',
  fixtures: (count) =>
    `${counted(count, 'программа', 'программы', 'программ')} с известной ошибкой: в каждой найдена именно она.`,
  notInstalled: (count, language, install) =>
    `На языке ${language} не проверено ${counted(count, 'программа', 'программы', 'программ')}: он здесь не установлен. Установить: ${install}`,
  otherwise: (programs) => `${programs.join(', ')}: результат не тот, какой должен быть.`,
  due: 'не должно пройти',
  failed: 'не прошло',
  nothing: 'ничего',
  notJudged: (check, reason) => `${check}: оценить не удалось: ${reason}`,
  excused: (check, reason) =>
    `${check}: на этом компьютере оценить нельзя, баллы за это ни у кого не снимаются: ${reason}`,
  apart: {
    none: 'Каждая программа работала в собственном изолированном окружении (пространства имён).',
    bubblewrap:
      'Каждая программа работала в собственном изолированном окружении (пространства имён) и видела на диске только нужное ей (bubblewrap).',
  },
  trusted: 'На этом компьютере проверяющему можно доверять.',
  trustedAsFar:
    'На этом компьютере проверяющему можно доверять — в том, что удалось испытать: установлено не всё.',
  notTrusted:
    'На этом компьютере проверяющему доверять нельзя: того, что отмечено ✗, быть не должно. Возможно, компьютер сильно загружен? Попробуйте --jobs 1 и --patience 3; тогда и проверяйте с тем же --patience.',
}
