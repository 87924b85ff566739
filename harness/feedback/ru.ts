import { type LimitName, limitUnits } from '../isolation/limits.ts'
import type { ArchiveFault } from '../program/problem.ts'
import type { Doing } from '../spec/failure.ts'
import { russianClient } from './client.ru.ts'
import { counted } from './counted.ts'
import { russianDoing, russianDone, russianElsewhere, russianQueue } from './doing.ru.ts'
import type { Messages } from './messages.ts'
import { russianClassPage, russianStudentPage } from './pages.ru.ts'
import { russianPair } from './pair.ru.ts'
import { russianInit, russianPacking, russianVerify } from './setup.ru.ts'

const ending = (status: number | null, signal: string | null) =>
  signal ? `завершена сигналом ${signal}` : `завершилась с кодом ${status}`

/** Чего программа израсходовала слишком много. */
function overLimit({ limit, allowed }: { limit: LimitName; allowed: number }): string {
  const { unit, size } = limitUnits[limit]
  const units: Record<string, string> = { MiB: ' МиБ', s: ' с', '': '' }
  const most = `${(allowed / size).toLocaleString('ru')}${units[unit]}`
  const did: Record<LimitName, string> = {
    memory: `заняла больше ${most} памяти`,
    processes: `запустила больше ${most} процессов и потоков одновременно`,
    cpu: `израсходовала больше ${most} процессорного времени`,
    output: `напечатала больше ${most}`,
    file: `записала файл больше ${most}`,
    disk: `заполнила все отведённые ей ${most} диска`,
    descriptors: `открыла больше ${most} файлов и соединений: закрывает ли она каждое соединение?`,
    time: `работала так долго, что вся проверка вышла за ${most}`,
  }
  const sentence = `Программа ${did[limit]}`
  return sentence.endsWith('?') ? sentence : `${sentence} и была остановлена.`
}

/** Что не так с архивом и что делать. */
const archiveFaults: Record<ArchiveFault, (detail: string) => string> = {
  broken: () =>
    'не распаковывается: он повреждён или загружен не до конца. Упакуйте его заново и сдайте ещё раз.',
  empty: () => 'пуст: в нём нет ни одного файла. Упакуйте папку с программой.',
  encrypted: () => 'защищён паролем. Упакуйте его без пароля.',
  format: (found) =>
    `в формате, который здесь не поддерживается (${found}). Упакуйте программу в обычный zip.`,
  outside: (name) =>
    `содержит файл, который оказался бы за его пределами: ${name}. Упакуйте саму папку, чтобы имена начинались с неё.`,
  'bad-name': (name) =>
    `содержит файл со слишком длинным именем или с невидимыми символами в имени: ${name}. Переименуйте его и упакуйте заново.`,
  duplicate: (name) => `содержит два файла с одним именем: ${name}. Упакуйте папку заново.`,
  'too-many': () =>
    'содержит слишком много файлов. Не упаковывайте то, что создано инструментами: node_modules, venv, target.',
  'too-large': () =>
    'слишком велик в распакованном виде. Не упаковывайте данные и то, что создано инструментами: node_modules, venv, target.',
  bomb: () => 'распаковывается в несоразмерно большой объём, поэтому распаковывать его не стали.',
}

/** A sentence, and what the program was at, where that is known; `known` has other words for some of it. */
function and(
  sentence: string,
  doing: Doing | undefined,
  known: Partial<Record<Doing, string>> = {},
): string {
  return doing === undefined ? sentence : `${sentence} ${known[doing] ?? russianDoing[doing]}`
}

export const russian: Messages = {
  failures: {
    silent: ({ unlockedBy, doing }) => {
      if (unlockedBy === 'newline') {
        return 'Сервер молчал, пока ему не отправили ещё и перевод строки: он ждёт конца строки, которого в сообщении нет.'
      }
      if (unlockedBy === 'close') {
        return 'Сервер молчал, пока клиент не закрыл свою сторону: он ждёт конца потока вместо того, чтобы отвечать на каждое сообщение.'
      }
      return and('Сервер ничего не ответил.', doing, { accepting: russianDone.silent })
    },
    'wrong-bytes': ({ expected }) =>
      expected?.length === 0
        ? 'Сервер ответил там, где ничего не должно было прийти.'
        : 'Сервер отправил не то, что следовало.',
    incomplete: ({ due, came }) =>
      `Вернулось только ${came.toLocaleString('ru')} из ${counted(due, 'байта', 'байт', 'байт')}.`,
    'unasked-bytes': ({ when }) =>
      when === 'before-the-client'
        ? 'Сервер заговорил не в свою очередь.'
        : 'Сервер отправил больше, чем следовало.',
    'closed-early': () => 'Сервер закрыл соединение слишком рано.',
    reset: ({ unread }) =>
      unread
        ? 'Соединение не закрыто, а сброшено: сервер закрыл его, не дочитав байты клиента, или внезапно завершился.'
        : 'Соединение не закрыто, а сброшено.',
    'stayed-open': ({ doing }) =>
      and('Сервер не закрыл соединение.', doing, { accepting: russianDone.open }),
    crashed: ({ status, signal }) => `Программа ${ending(status, signal)} посреди разговора.`,
    'bad-exit': ({ status, signal }) => `Программа ${ending(status, signal)}, а нужен код 0.`,
    limit: (hit) => overLimit(hit),
    'kept-running': ({ doing }) => and('Программа не завершилась.', doing),
    'descriptors-left': ({ clients, left }) =>
      `Пришли и ушли ${counted(clients, 'клиент', 'клиента', 'клиентов')}; после этого у программы открыто больше файлов и соединений, чем раньше: на ${left}.`,
    'not-served': ({ ended, waiting, doing }) =>
      ended
        ? 'Клиент остался без обслуживания: программа уже завершилась.'
        : and(
            ['Клиент остался без обслуживания: соединение никто не принял.', russianQueue(waiting)]
              .join(' ')
              .trim(),
            doing,
            { receiving: russianElsewhere },
          ),
    'not-printed': ({ printed }) =>
      printed.length === 0
        ? 'Программа ничего не напечатала в стандартный вывод.'
        : 'Присланного клиентом в стандартном выводе нет, или оно там не целиком.',
    'no-problem': () => 'В том, что отправил сервер, не нашлось арифметического примера.',
    'wrong-number': ({ expected, found }) =>
      found === undefined
        ? `Пример пришёл без номера, а должен был — с номером ${expected}.`
        : `Пример пришёл с номером ${found}, а должен был — с номером ${expected}.`,
    'went-on': () => 'Сервер задал ещё один пример там, где должен был остановиться.',
    'never-connected': ({ ended, doing }) =>
      ended
        ? 'Клиент завершился, так и не подключившись к серверу.'
        : and('Клиент не подключился к серверу.', doing),
    obeyed: () => 'Клиент выполнил присланное сервером, будто это часть его собственной программы.',
    unnoticed: () => 'Клиент завершился с кодом 0, словно всё в порядке, хотя сервера уже не было.',
    'stack-trace': () =>
      'Клиент завершился с трассировкой стека, которая пользователю ничего не говорит: нужно сообщение.',
    'no-word': () => 'Клиент завершился, ни слова не сказав о том, что случилось.',
    'not-strict': () =>
      'Почти верно: в строгом режиме байты должны быть точно такими, как в уроке.',
    'same-problems': () => 'Два пользователя получили одни и те же десять примеров.',
    'same-words': () => 'Победителю сообщают то же самое, что и ошибившемуся.',
  },
  problems: {
    'no-such-file': ({ path }) =>
      `Нет такого файла или папки: ${path}. Проверьте написание и то, в какой вы папке.`,
    'nothing-to-run': ({ path }) =>
      `В ${path} нет программы. Назовите сам файл или дайте команду после «--».`,
    'several-programs': ({ path, candidates }) =>
      `В ${path} несколько программ: ${candidates.join(', ')}. Назовите ту, которую нужно проверить, или дайте ей имя server.`,
    'not-executable': ({ path }) =>
      `${path} нельзя выполнять. Разрешите это командой: chmod +x ${path}`,
    'unknown-kind': ({ path }) =>
      `По расширению ${path} не понять, чем его запускать. Сделайте файл исполняемым или дайте команду после «--».`,
    'no-main-class': ({ path }) =>
      `В ${path} нет класса с методом main. Добавьте public static void main(String[] args).`,
    'tool-missing': ({ tool, language, install }) =>
      `Программам на ${language} нужен ${tool}, а он здесь не установлен. Установить: ${install}`,
    'build-failed': ({ command }) =>
      `Программа не компилируется. Компилятор (${command}) сообщает:`,
    'bad-settings': ({ path, complaints }) => `В ${path} ошибка: ${complaints.join('; ')}`,
    'bad-archive': ({ path, fault, detail }) =>
      `Архив ${path} ${archiveFaults[fault](detail ?? '')}`,
    'own-checks': ({ path }) =>
      `Файл ${path} сдан вместе с работой, а работа не может решать, какие проверки учитываются: уберите из него «checks». Их место — в sockgrade.json той папки, из которой запускают проверку, и это не может быть папка самой работы.`,
    exited: ({ status, signal }) =>
      signal || status !== 0
        ? `Программа ${ending(status, signal)}, так и не начав слушать порт.`
        : 'Программа завершилась с кодом 0, не начав слушать порт: вызывает ли она listen() и accept()?',
    'port-taken': ({ port, holder }) =>
      `Программе не достался её порт${port ? ` ${port}` : ''}: его занимает другая программа${
        holder ? `: ${holder}` : ''
      }. Остановите её и запустите проверку снова.`,
    limit: (hit) => overLimit(hit),
    'no-bubblewrap': () =>
      'Запрошен bubblewrap (--sandbox bubblewrap), но он не установлен или запрещён. Установить: apt install bubblewrap',
    'never-listened': ({ seconds, waitsForInput }) =>
      waitsForInput
        ? 'Программа ждёт ввода с клавиатуры и не слушает порт. Пусть берёт порт из переменной PORT, или запишите его в программе.'
        : `Программа работала ${seconds} с и не слушала ни одного порта: вызывает ли она bind() и listen()? Сервер ли это, а не клиент?`,
    'never-connected': ({ ended }) =>
      ended
        ? 'Программа завершилась, не подключившись к серверу: вызывает ли она connect() с адресом 127.0.0.1 или localhost и своим портом?'
        : 'Программа и не слушала порт, и никуда не подключилась.',
    'same-port': ({ port }) =>
      `И серверу, и клиенту нужен порт ${port}, а сеть на этом компьютере у них общая (нет пространств имён или указано --isolation none). Пусть один из них берёт порт из переменной окружения PORT или из аргумента; или запустите пару там, где пространства имён разрешены.`,
    unreachable: ({ address, port }) =>
      `Программа слушает только ${address}, порт ${port}: с этого компьютера до неё не добраться. Используйте 0.0.0.0, 127.0.0.1 или localhost.`,
    'several-ports': ({ ports }) =>
      `Программа слушает несколько портов: ${ports.join(', ')}. Укажите нужный: --port ${ports[0]}`,
    unrecognised: () =>
      'По разговору с программой не удалось понять, какой это протокол. Укажите его: --spec, например --spec echo.',
    'grader-failed': () =>
      'Сбой в самом проверяющем; о программе это ничего не говорит. Запустите проверку ещё раз.',
  },
  report: {
    recognised: (others) =>
      `протокол узнан по разговору${others.length > 0 ? `; немного похоже и на ${others.join(', ')}` : ''}`,
    startedBy: (command, port) => `${command} — порт ${port}`,
    core: 'Основа',
    beyond: 'Сверх задания',
    score: 'Итог',
    seed: (seed) => `зерно ${seed}`,
    clientSays: 'клиент → сервер',
    serverSays: 'сервер → клиент',
    client: 'клиент',
    server: 'сервер',
    connects: 'подключается',
    refused: 'получает отказ',
    closes: 'закрывает (FIN)',
    resets: 'сбрасывает (RST)',
    exits: (status, signal) => `программа ${ending(status, signal)}`,
    expected: 'ожидалось',
    received: 'получено',
    differsHere: (byte) => `отличие здесь (байт ${byte})`,
    printed: 'Программа напечатала:',
    byHand: 'Вручную:',
    again: 'Ещё раз:',
    blocked: (by) => `не проверялось: сначала нужно ${by}`,
    errored: (reason) => `оценить не удалось, баллы за это не снимаются: ${reason}`,
    forgiven: 'почти как в уроке: засчитано, но не с --strict',
    bytes: (count) => counted(count, 'байт', 'байта', 'байт'),
    segments: (count) => `в ${count} сегментах`,
    allPassed: 'Всё обязательное верно.',
    notJudged:
      'Это ещё не оценка: кое-что из обязательного оценить не удалось. Запустите проверку ещё раз.',
    hidden: 'Скрытая проверка.',
    canBeRun: 'Программа запускается.',
    unknownProtocol: 'Программа с сокетами',
    verdicts: {
      passed: 'верно',
      failed: 'ошибка',
      blocked: 'не проверялось',
      errored: 'не оценено',
    },
    notShown: (failures) =>
      `Здесь не поместилось ещё ${counted(failures, 'описание ошибки', 'описания ошибок', 'описаний ошибок')}.`,
    proven: 'Программа заблокирована, и ничего больше прийти не могло.',
    observed: 'Программа ждала, и работало в ней только то, что работает всегда.',
    timed: 'За отведённое время ничего больше не пришло.',
    notApart: (why) =>
      `Программа работала среди всех остальных, с вашими правами и в сети самого компьютера${why ? `: пространства имён здесь запрещены (${why})` : ''}. Её порт может занять другая программа, а то, что она запишет вне своей папки, останется.`,
  },
  client: russianClient,
  pair: russianPair,
  page: russianStudentPage,
  classPage: russianClassPage,
  progress: {
    building: 'программа собирается',
    starting: 'программа запускается',
    recognising: 'выясняем, какой это протокол',
    waitingForPort: (port) => `ждём, пока система вернёт порт ${port}`,
  },
  explain: {
    points: (points, tier) => `${counted(points, 'балл', 'балла', 'баллов')}, ${tier}`,
    why: 'Почему это важно',
    causes: 'Где обычно ошибка',
    needs: 'Оценивается, только если верно это',
    conversation: 'Как должен идти разговор',
    byHand: 'Посмотреть вручную: запустите сервер в одном терминале, а в другом —',
    byHandTyping: 'и вводите ответы сами.',
  },
  handout: {
    port: (port) => `Порт: ${port} (можно и другой; переменная PORT предлагает свободный).`,
    conversation: 'Пример разговора',
    graded: 'Что оценивается',
    beyond: 'Сверх задания',
    check: 'Правило',
    points: 'Баллы',
    howToGrade: 'Проверить свою программу',
    closes: (who) => `(${who === 'client' ? 'клиент' : 'сервер'} закрывает соединение)`,
    prints: 'печатает',
    serves: {
      once: 'Сервер обслуживает одного клиента, после чего программа завершается с кодом 0; обслуживать и следующих тоже можно.',
      sequential: 'Сервер обслуживает клиентов одного за другим.',
    },
  },
  gradebook: {
    columns: {
      student: 'Студент',
      id: 'Номер',
      login: 'Логин',
      email: 'Эл. почта',
      section: 'Группа',
      submission: 'Работа',
      outcome: 'Результат',
      score: 'Баллы',
      maxScore: 'Из',
      beyond: 'Сверх задания',
      maxBeyond: 'Сверх задания из',
      note: 'Примечание',
    },
    outcomes: {
      graded: 'оценена',
      unusable: 'не запустилась',
      errored: 'не оценена: сбой самого проверяющего, баллы не снимаются',
      absent: 'ничего не сдано',
    },
    late: 'с опозданием',
    several: (count) => `сдано ${counted(count, 'раз', 'раза', 'раз')}; засчитывается одна работа`,
    comment: {
      core: (score, maxScore) => `Задание: ${score} из ${maxScore}.`,
      beyond: (score, maxScore) => `Сверх задания: ${score} из ${maxScore}.`,
      failed: (checks) => `Пока неверно: ${checks.join(', ')}.`,
      hidden: (count) =>
        `Не ${count % 10 === 1 && count % 100 !== 11 ? 'пройдена' : 'пройдено'} ${counted(count, 'скрытая проверка', 'скрытые проверки', 'скрытых проверок')}.`,
      unusable: 'Программу не удалось запустить, поэтому оценить в ней нечего.',
    },
    leftOut: {
      errored: (title) =>
        `${title}: оценки нет, потому что произошёл сбой в самом проверяющем. Проверьте работу ещё раз или вручную.`,
      unknown: (title) =>
        `${title}: работа пропущена, потому что непонятно, чья она. Добавьте в список группы номер, логин или электронную почту.`,
      absent: (title) => `${title}: ничего не сдано, оценки нет.`,
    },
  },
  class: {
    nothing: (folder) =>
      `В папке ${folder} нет ни одной работы: на каждую нужен файл, папка или архив.`,
    busy: (folder) =>
      `С папкой ${folder} уже работает другой запуск. Дождитесь его или назовите другую папку: --out`,
    leftOut: (name) => `пропущено при распаковке, так как имя уводит за пределы папки: ${name}`,
    done: (done, total, title, outcome) => `[${done}/${total}] ${title}  ${outcome}`,
    pair: ({ done, total }, server, client, outcome) =>
      `[${done}/${total}] ${server} и ${client}: ${outcome}`,
    points: (score, maxScore) => `${score}/${maxScore}`,
    outcomes: { unusable: 'не удалось запустить', errored: 'не удалось оценить' },
    reused: 'без изменений',
    running: (done, total, failed, minutes) =>
      `готово ${done} из ${total}, с ошибками ${failed}${minutes === undefined ? '' : `, осталось ${minutes < 1 ? 'меньше минуты' : `около ${Math.ceil(minutes)} мин`}`}`,
    finished: ({ graded, unusable, errored, reused }) =>
      `Оценено: ${graded}, не удалось запустить: ${unusable}, не удалось оценить: ${errored}${reused > 0 ? `; из них без изменений с прошлого раза: ${reused}` : ''}.`,
    interrupted: (missing) =>
      `Прервано, осталось работ: ${missing}. Та же команда продолжит с них.`,
    written: (file) => `  ${file}`,
    absent: (count) => `Из списка ничего не сдали: ${count}.`,
    strangers: (names) => `Нет в списке: ${names.join(', ')}.`,
    notImported: (file, reason) => `${file}: ${reason}`,
    notImportedEither: (file, count) => `${file}: нет и ещё ${count}.`,
  },
  verify: russianVerify,
  packing: russianPacking,
  init: russianInit,
  usage: {
    badRoster: (path, columns) =>
      columns.length === 0
        ? `${path} — не список студентов. Список группы — это файл CSV с заголовками в первой строке и строкой на каждого студента; его умеют сохранять табличные редакторы.`
        : `Ни по одному столбцу ${path} не понять, кто есть кто; есть такие: ${columns.join(', ')}. Назовите столбец «имя», «номер», «логин» или «почта».`,
    unknownSpec: (name, nearest, specs) =>
      `Спецификации «${name}» нет. Может быть, «${nearest}»? Есть такие: ${specs.join(', ')}.`,
    unknownCheck: (name, nearest) =>
      `Проверки «${name}» нет. Может быть, «${nearest}»? Команда list перечисляет все.`,
    badNumber: (option, value, wanted) => `${option}: нужно ${wanted}, а не «${value}».`,
    badChoice: (option, value, choices) =>
      `${option}: нужно одно из ${choices.join(', ')}, а не «${value}».`,
    nothingNamed:
      'Назовите программу: файл, папку или команду после «--». Например: npm run grade ./server.py',
    noIsolation: (why) =>
      `Запрошены пространства имён (--isolation namespaces), но на этом компьютере они запрещены: ${why}. Используйте --isolation auto или none.`,
    internal: (message) =>
      `Сбой в самом проверяющем; о программе это ничего не говорит. ${message}`,
    cannotWrite: (path, reason) => `Не удаётся записать ${path}: ${reason}`,
    dropped: (check) => `Проверка ${check} исключена в sockgrade.json этой папки.`,
    badReport: (value) =>
      `--report: нужно ИМЯ=ФАЙЛ, например junit=report.xml, или json=- для стандартного вывода, а не «${value}».`,
    onePlace: (file) =>
      file === '-'
        ? 'В стандартный вывод можно направить только один отчёт: для остальных укажите файлы.'
        : `Два отчёта нельзя записать в один файл: ${file}.`,
  },
}
