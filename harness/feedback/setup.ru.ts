import { counted } from './counted.ts'
import type { InitMessages, PackingMessages, VerifyMessages } from './setup.ts'

export const russianInit: InitMessages = {
  whichSpec: 'По какому протоколу работает сервер?',
  whichPlatform: 'Что будет проверять этот репозиторий при каждом push?',
  whichAssignment: 'Какое это задание?',
  platforms: {
    github: 'GitHub Actions',
    gitlab: 'GitLab CI',
    classroom50: 'Classroom 50',
    none: 'ничего: проверяю вручную',
  },
  sayIt: (option, choices) =>
    choices.length === 0
      ? `${option}: определить не удалось, укажите сами.`
      : `${option}: определить не удалось, укажите сами одно из ${choices.join(', ')}.`,
  notTop: (top) => `Репозиторий начинается выше, и его workflow действуют только там: ${top}`,
  noRepository: (text) =>
    `--grader: нужен репозиторий на GitHub вида ВЛАДЕЛЕЦ/ИМЯ или его URL, а не «${text}».`,
  found: (spec, platform, role) =>
    `Протокол ${spec}, CI ${platform}, репозиторий ${role === 'student' ? 'студента' : 'преподавателя'}. Не так? См. sockgrade init --help.`,
  written: (file) => `✓ Записан ${file}.`,
  there: (file) => `– ${file} уже есть и остаётся без изменений.`,
  now: 'Что теперь сделать:',
  steps: {
    owner: (file) => `В ${file} замените OWNER на владельца репозитория с проверяющим.`,
    include: (file) => `Добавьте в .gitlab-ci.yml:\n    include:\n      - local: ${file}`,
    push: {
      github:
        'Сделайте commit и push. С этого момента проверяется каждый push: смотрите «Actions», сводку задания (Summary).',
      gitlab:
        'Сделайте commit и push. С этого момента проверяется каждый push: смотрите «Build → Pipelines», вкладку «Tests».',
    },
    call: (workflow) =>
      `Сделайте commit и push и разрешите репозиториям студентов использовать этот workflow (Settings → Actions → General → Access). В каждом из них или в шаблоне, из которого они создаются, в .github/workflows/grade.yml запишите:\n    on: push\n    jobs:\n      grade:\n        uses: ${workflow}`,
    gitlabCourse: (file) =>
      `Сделайте commit и push. В проекте каждого студента задайте «Settings → CI/CD → General pipelines → CI/CD configuration file»: ${file}`,
    publish: (assignment) =>
      `Сделайте commit и push. Classroom 50 опубликует это и будет так проверять следующие решения задания ${assignment}.`,
    teacherGrades:
      'Делайте push как обычно: этот репозиторий проверяет Classroom 50 по настройкам преподавателя.',
    noPlatform:
      'При каждом push ничего не проверяется. Чтобы проверялось: --ci github, gitlab или classroom50.',
    checks: (files) =>
      `Если учитывать нужно другие проверки или иначе, укажите это в «checks» в ${files.join(' и так же в ')}.`,
    atHome: (place) => `Проверить у себя: npx sockgrade ${place}`,
  },
}

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
