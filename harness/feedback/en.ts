import { type LimitName, limitUnits } from '../isolation/limits.ts'
import type { ArchiveFault } from '../program/problem.ts'
import type { Doing } from '../spec/failure.ts'
import { englishClient } from './client.en.ts'
import { englishDoing, englishDone, englishElsewhere, englishQueue } from './doing.en.ts'
import type { Messages } from './messages.ts'
import { englishClassPage, englishStudentPage } from './pages.en.ts'
import { englishPair } from './pair.en.ts'
import { englishInit, englishPacking, englishVerify } from './setup.en.ts'

const ending = (status: number | null, signal: string | null) =>
  signal ? `was ended by ${signal}` : `ended with status ${status}`

/** What a program used too much of. */
function overLimit({ limit, allowed }: { limit: LimitName; allowed: number }): string {
  const { unit, size } = limitUnits[limit]
  const most = `${(allowed / size).toLocaleString('en')}${unit && ` ${unit}`}`
  const did: Record<LimitName, string> = {
    memory: `used more than ${most} of memory`,
    processes: `had more than ${most} processes and threads at once`,
    cpu: `used more than ${most} of processor time`,
    output: `printed more than ${most}`,
    file: `wrote a file of more than ${most}`,
    disk: `filled the ${most} of disk that it has`,
    descriptors: `had more than ${most} files and connections open: does it close each connection?`,
    time: `took so long that the whole grade went beyond ${most}`,
  }
  const sentence = `The program ${did[limit]}`
  return sentence.endsWith('?') ? sentence : `${sentence}, and was stopped.`
}

/** What is the matter with an archive, and what to do. */
const archiveFaults: Record<ArchiveFault, (detail: string) => string> = {
  broken: () => 'can’t be unpacked: it is damaged or cut off. Pack it and hand it in again.',
  empty: () => 'has no files in it. Pack the folder with your program.',
  encrypted: () => 'is protected by a password. Pack it without one.',
  format: (found) => `is of a kind that is not read here (${found}). Pack it as an ordinary zip.`,
  outside: (name) =>
    `has an entry that would be written outside of it: ${name}. Pack the folder itself, so that all names begin with it.`,
  'bad-name': (name) =>
    `has an entry whose name is too long, or has characters that can’t be seen: ${name}. Rename it and pack again.`,
  duplicate: (name) => `has two entries of the same name: ${name}. Pack the folder anew.`,
  'too-many': () =>
    'has too many files. Leave out what tools have made: node_modules, venv, target.',
  'too-large': () =>
    'unpacks to too much. Leave out data, and what tools have made: node_modules, venv, target.',
  bomb: () => 'unpacks to far more than its size allows, and was not unpacked.',
}

/** A sentence, and what the program was at, where that is known; `known` has other words for some of it. */
function and(
  sentence: string,
  doing: Doing | undefined,
  known: Partial<Record<Doing, string>> = {},
): string {
  return doing === undefined ? sentence : `${sentence} ${known[doing] ?? englishDoing[doing]}`
}

export const english: Messages = {
  failures: {
    silent: ({ unlockedBy, doing }) => {
      if (unlockedBy === 'newline') {
        return 'The server said nothing until a newline was sent as well: it waits for the end of a line, which a message here does not have.'
      }
      if (unlockedBy === 'close') {
        return 'The server said nothing until the client had closed its side: it waits for the end of the stream instead of answering each message.'
      }
      return and('The server said nothing.', doing, { accepting: englishDone.silent })
    },
    'wrong-bytes': ({ expected }) =>
      expected?.length === 0
        ? 'The server answered where nothing should have come.'
        : 'The server sent something else than it should.',
    incomplete: ({ due, came }) =>
      `Only ${came.toLocaleString('en')} of ${due.toLocaleString('en')} bytes came back.`,
    'unasked-bytes': ({ when }) =>
      when === 'before-the-client'
        ? 'The server spoke when it was not its turn.'
        : 'The server sent more than it should.',
    'closed-early': () => 'The server closed the connection too early.',
    reset: ({ unread }) =>
      unread
        ? 'The connection was reset instead of closed: the server closed it while bytes of the client were still unread, or ended abruptly.'
        : 'The connection was reset instead of closed.',
    'stayed-open': ({ doing }) =>
      and('The server did not close the connection.', doing, { accepting: englishDone.open }),
    crashed: ({ status, signal }) => `The program ${ending(status, signal)} in the middle.`,
    'bad-exit': ({ status, signal }) =>
      `The program ${ending(status, signal)}; status 0 would have been right.`,
    limit: (hit) => overLimit(hit),
    'kept-running': ({ doing }) => and('The program did not end.', doing),
    'descriptors-left': ({ clients, left }) =>
      `${clients} clients came and went; then the program had ${left} more files and connections open than before.`,
    'not-served': ({ ended, waiting, doing }) =>
      ended
        ? 'A client was not served: the program had already ended.'
        : and(
            ['A client was not served: nobody accepted the connection.', englishQueue(waiting)]
              .join(' ')
              .trim(),
            doing,
            { receiving: englishElsewhere },
          ),
    'not-printed': ({ printed }) =>
      printed.length === 0
        ? 'The program printed nothing on standard output.'
        : 'What the client sent does not stand on standard output, or not all of it.',
    'no-problem': () => 'No arithmetic problem could be found in what the server sent.',
    'wrong-number': ({ expected, found }) =>
      found === undefined
        ? `A problem came without a number; ${expected} was due.`
        : `A problem came with number ${found}; ${expected} was due.`,
    'went-on': () => 'The server asked another problem where it should have stopped.',
    'never-connected': ({ ended, doing }) =>
      ended
        ? 'The client ended without having connected to its server.'
        : and('The client did not connect to its server.', doing),
    obeyed: () =>
      'The client ran what the server had written as if it were a part of its own program.',
    unnoticed: () =>
      'The client ended with status 0, as if all were well, although its server was gone.',
    'stack-trace': () =>
      'The client ended with a stack trace, which tells its user nothing: it needs a message.',
    'no-word': () => 'The client ended without a word about what had happened.',
    'not-strict': () =>
      'It is nearly right: in strict mode the bytes have to be exactly the lesson’s.',
    'same-problems': () => 'Two users got the same ten problems.',
    'same-words': () => 'The winner is told just what a user is told who was wrong.',
  },
  problems: {
    'no-such-file': ({ path }) =>
      `There is no file or folder ${path}. Check the spelling, and the folder you are in.`,
    'nothing-to-run': ({ path }) =>
      `There is no program in ${path}. Name the file itself, or give a command after “--”.`,
    'several-programs': ({ path, candidates }) =>
      `There are several programs in ${path}: ${candidates.join(', ')}. Name the one to grade, or call it server.`,
    'not-executable': ({ path }) => `${path} may not be executed. Allow it with: chmod +x ${path}`,
    'unknown-kind': ({ path }) =>
      `${path} is of no kind that can be run by its ending. Make it executable, or give the command after “--”.`,
    'no-main-class': ({ path }) =>
      `${path} has no class with a main method. Add public static void main(String[] args).`,
    'tool-missing': ({ tool, language, install }) =>
      `${language} programs need ${tool}, which is not installed here. To install it: ${install}`,
    'build-failed': ({ command }) =>
      `The program does not compile. The compiler (${command}) says:`,
    'bad-settings': ({ path, complaints }) => `${path} is not right: ${complaints.join('; ')}`,
    'bad-archive': ({ path, fault, detail }) =>
      `The archive ${path} ${archiveFaults[fault](detail ?? '')}`,
    'own-checks': ({ path }) =>
      `${path} came with the submission, and a submission may not say which checks count: take “checks” out of it. Its place is the sockgrade.json of the folder from which you grade, which must not be the submission’s own.`,
    exited: ({ status, signal }) =>
      signal || status !== 0
        ? `The program ${ending(status, signal)} before it listened on a port.`
        : 'The program ended, with status 0, before it listened on a port: does it call listen() and accept()?',
    'port-taken': ({ port, holder }) =>
      `The program could not have its port${port ? ` ${port}` : ''}: something else uses it${
        holder ? `: ${holder}` : ''
      }. Stop that, then grade again.`,
    limit: (hit) => overLimit(hit),
    'no-bubblewrap': () =>
      'bubblewrap was asked for (--sandbox bubblewrap), but it is not installed, or may not be used here. To install it: apt install bubblewrap',
    'never-listened': ({ seconds, waitsForInput }) =>
      waitsForInput
        ? 'The program waits for input on its keyboard and never listens on a port. Let it take its port from PORT, or write it into the program.'
        : `The program ran for ${seconds} s and listened on no port: does it call bind() and listen()? Is it the server, not the client?`,
    'never-connected': ({ ended }) =>
      ended
        ? 'The program ended without having connected to a server: does it call connect(), with 127.0.0.1 or localhost and its port?'
        : 'The program neither listened on a port nor connected to one.',
    'same-port': ({ port }) =>
      `The server and the client both want port ${port}, and on this machine they share a network (there are no namespaces, or --isolation none). Let one of them take its port from PORT in the environment or from an argument; or run the two where namespaces are allowed.`,
    unreachable: ({ address, port }) =>
      `The program listens on ${address} port ${port} only, which can't be reached on this machine's loopback. Bind to 0.0.0.0, 127.0.0.1 or localhost.`,
    'several-ports': ({ ports }) =>
      `The program listens on several ports: ${ports.join(', ')}. Say which one to grade: --port ${ports[0]}`,
    unrecognised: () =>
      'Which protocol this program speaks could not be told from talking to it. Say it with --spec, for example --spec echo.',
    'grader-failed': () =>
      'The grader itself failed; this says nothing about the program. Grade it again.',
  },
  report: {
    recognised: (others) =>
      `recognised by talking to it${others.length > 0 ? `; it is a little like ${others.join(', ')} too` : ''}`,
    startedBy: (command, port) => `${command} — port ${port}`,
    core: 'Core',
    beyond: 'Beyond',
    score: 'Score',
    seed: (seed) => `seed ${seed}`,
    clientSays: 'client → server',
    serverSays: 'server → client',
    client: 'client',
    server: 'server',
    connects: 'connects',
    refused: 'is refused',
    closes: 'closes (FIN)',
    resets: 'resets (RST)',
    exits: (status, signal) => `program ${ending(status, signal)}`,
    expected: 'expected',
    received: 'received',
    differsHere: (byte) => `differs here (byte ${byte})`,
    printed: 'The program printed:',
    byHand: 'By hand:',
    again: 'Again:',
    blocked: (by) => `not tried: it needs ${by}`,
    errored: (reason) => `could not be judged, which costs no point: ${reason}`,
    forgiven: 'nearly as the lesson has it: accepted, but not with --strict',
    bytes: (count) => `${count.toLocaleString('en')} byte${count === 1 ? '' : 's'}`,
    segments: (count) => `in ${count} segments`,
    allPassed: 'Everything that is required is right.',
    notJudged:
      'This is no grade yet: something that is required could not be judged. Grade it again.',
    hidden: 'A hidden check.',
    canBeRun: 'The program can be run.',
    unknownProtocol: 'Socket program',
    verdicts: { passed: 'passed', failed: 'failed', blocked: 'not tried', errored: 'not judged' },
    notShown: (failures) =>
      failures === 1
        ? 'One more failure has no room here.'
        : `${failures} more failures have no room here.`,
    proven: 'The program was seen blocked for good: nothing more could come.',
    observed: 'The program was seen waiting, with nothing at work in it but what always is.',
    timed: 'Nothing more came within the time limit.',
    notApart: (why) =>
      `The program ran among all others, with your rights and on the machine’s own network${why ? `, since this machine allows no namespaces (${why})` : ''}: another program may hold its port, and what it writes outside its folder stays.`,
  },
  client: englishClient,
  pair: englishPair,
  page: englishStudentPage,
  classPage: englishClassPage,
  progress: {
    building: 'building the program',
    starting: 'starting the program',
    recognising: 'finding out which protocol it speaks',
    waitingForPort: (port) => `waiting until the system gives port ${port} back`,
  },
  explain: {
    points: (points, tier) => `${points} points, ${tier}`,
    why: 'Why it matters',
    causes: 'Where it usually goes wrong',
    needs: 'Judged only if these are right',
    conversation: 'A conversation as it should go',
    byHand: 'See it by hand: start your server in one terminal, then, in another,',
    byHandTyping: 'and type the answers yourself.',
  },
  handout: {
    port: (port) => `Port: ${port} (another one is fine too; PORT in the environment offers one).`,
    conversation: 'An example conversation',
    graded: 'What is graded',
    beyond: 'Beyond the assignment',
    check: 'Rule',
    points: 'Points',
    howToGrade: 'Grade your own program',
    closes: (who) => `(the ${who} closes)`,
    prints: 'prints',
    serves: {
      once: 'It serves one client, then the program ends with status 0; serving further clients is fine too.',
      sequential: 'It serves one client after another.',
    },
  },
  gradebook: {
    columns: {
      student: 'Student',
      id: 'ID',
      login: 'Login',
      email: 'Email',
      section: 'Section',
      submission: 'Submission',
      outcome: 'Outcome',
      score: 'Score',
      maxScore: 'Out of',
      beyond: 'Beyond',
      maxBeyond: 'Beyond out of',
      note: 'Note',
    },
    outcomes: {
      graded: 'graded',
      unusable: 'could not be run',
      errored: 'not judged: the grader’s own fault, no points are lost',
      absent: 'nothing handed in',
    },
    late: 'late',
    several: (count) => `handed in ${count} times; one counts`,
    comment: {
      core: (score, maxScore) => `The assignment: ${score} of ${maxScore} points.`,
      beyond: (score, maxScore) => `Beyond it: ${score} of ${maxScore}.`,
      failed: (checks) => `Not right yet: ${checks.join(', ')}.`,
      hidden: (count) =>
        count === 1 ? 'One hidden check failed.' : `${count} hidden checks failed.`,
      unusable: 'The program could not be run, so that nothing in it could be graded.',
    },
    leftOut: {
      errored: (title) =>
        `${title} gets no grade: the grader itself failed there. Grade it again, or by hand.`,
      unknown: (title) =>
        `${title} is left out: it can’t be told which of the students that is. Add an id, a login or an email to the roster.`,
      absent: (title) => `${title} has handed in nothing and gets no grade.`,
    },
  },
  class: {
    nothing: (folder) =>
      `There is no submission in ${folder}: it should hold a file, a folder or an archive for each.`,
    busy: (folder) =>
      `Another run is at work on ${folder}. Wait for it, or name another folder: --out`,
    leftOut: (name) => `left out of the download, since its name leads elsewhere: ${name}`,
    done: (done, total, title, outcome) => `[${done}/${total}] ${title}  ${outcome}`,
    pair: ({ done, total }, server, client, outcome) =>
      `[${done}/${total}] ${server} with ${client}: ${outcome}`,
    points: (score, maxScore) => `${score}/${maxScore}`,
    outcomes: { unusable: 'could not be run', errored: 'could not be judged' },
    reused: 'unchanged',
    running: (done, total, failed, minutes) =>
      `${done} of ${total} done, ${failed} not all right${minutes === undefined ? '' : `, ${minutes < 1 ? 'less than a minute' : `about ${Math.ceil(minutes)} min`} left`}`,
    finished: ({ graded, unusable, errored, reused }) =>
      `${graded} graded, ${unusable} could not be run, ${errored} could not be judged${reused > 0 ? `; ${reused} of them were unchanged since the last run` : ''}.`,
    interrupted: (missing) =>
      `Interrupted: ${missing} are missing. The same command goes on with them.`,
    written: (file) => `  ${file}`,
    absent: (count) => `${count} of the roster have handed in nothing.`,
    strangers: (names) => `Not found in the roster: ${names.join(', ')}.`,
    notImported: (file, reason) => `${file}: ${reason}`,
    notImportedEither: (file, count) => `${file}: ${count} more are not in it either.`,
  },
  verify: englishVerify,
  packing: englishPacking,
  init: englishInit,
  usage: {
    badRoster: (path, columns) =>
      columns.length === 0
        ? `${path} is no list of students. A roster is a CSV file with a row of headings and a row for each student; spreadsheet programs can save one.`
        : `No column of ${path} tells who the students are; there are: ${columns.join(', ')}. Call one of them name, id, login or email.`,
    unknownSpec: (name, nearest, specs) =>
      `There is no spec “${name}”. Did you mean “${nearest}”? There are: ${specs.join(', ')}.`,
    unknownCheck: (name, nearest) =>
      `There is no check “${name}”. Did you mean “${nearest}”? The command “list” names them all.`,
    badNumber: (option, value, wanted) => `${option} takes ${wanted}, not “${value}”.`,
    badChoice: (option, value, choices) =>
      `${option} takes one of ${choices.join(', ')}, not “${value}”.`,
    nothingNamed:
      'Name the program to grade: a file, a folder, or a command after “--”. For example: npm run grade ./server.py',
    noIsolation: (why) =>
      `Namespaces were asked for (--isolation namespaces), but this machine does not allow them: ${why}. Use --isolation auto or none.`,
    internal: (message) =>
      `The grader itself failed; this says nothing about the program. ${message}`,
    cannotWrite: (path, reason) => `${path} can't be written: ${reason}`,
    dropped: (check) => `${check} is left out by the sockgrade.json of this folder.`,
    badReport: (value) =>
      `--report takes NAME=FILE, such as junit=report.xml, or json=- for standard output, not “${value}”.`,
    onePlace: (file) =>
      file === '-'
        ? 'Only one report can go to standard output: give the others a file.'
        : `Two reports can’t go to the same file, ${file}.`,
  },
}
