import type { InitMessages, PackingMessages, VerifyMessages } from './setup.ts'

export const englishInit: InitMessages = {
  whichSpec: 'Which protocol does the server speak?',
  whichPlatform: 'What is to grade this repository at each push?',
  whichAssignment: 'Which assignment is it?',
  platforms: {
    github: 'GitHub Actions',
    gitlab: 'GitLab CI',
    classroom50: 'Classroom 50',
    none: 'nothing: I grade by hand',
  },
  sayIt: (option, choices) =>
    choices.length === 0
      ? `${option} can’t be found out here: say it.`
      : `${option} can’t be found out here: say which it is, of ${choices.join(', ')}.`,
  notTop: (top) => `The repository begins further up, and its workflows count only there: ${top}`,
  noRepository: (text) =>
    `--grader takes OWNER/NAME on GitHub, or a repository’s URL, not “${text}”.`,
  found: (spec, platform, role) =>
    `Protocol ${spec}, CI ${platform}, ${role === 'student' ? 'a student’s' : 'an instructor’s'} repository. Not so? See sockgrade init --help.`,
  written: (file) => `✓ ${file} is written.`,
  there: (file) => `– ${file} is there already, and stays as it is.`,
  now: 'What to do now:',
  steps: {
    owner: (file) => `In ${file}, put the owner of the grader’s repository in place of OWNER.`,
    include: (file) => `Add to .gitlab-ci.yml:\n    include:\n      - local: ${file}`,
    push: {
      github:
        'Commit and push. Each push is graded from then on: see “Actions”, the summary of the job.',
      gitlab:
        'Commit and push. Each push is graded from then on: see “Build → Pipelines”, the tab “Tests”.',
    },
    call: (workflow) =>
      `Commit and push, and let the students’ repositories use the workflow (Settings → Actions → General → Access). In each of them, or in the template that they are made from, .github/workflows/grade.yml says:\n    on: push\n    jobs:\n      grade:\n        uses: ${workflow}`,
    gitlabCourse: (file) =>
      `Commit and push. In each student’s project, set “Settings → CI/CD → General pipelines → CI/CD configuration file” to ${file}`,
    publish: (assignment) =>
      `Commit and push. Classroom 50 publishes it, and grades the next submissions of ${assignment} by it.`,
    teacherGrades:
      'Push as ever: Classroom 50 grades this repository by your teacher’s autograder.',
    noPlatform: 'Nothing grades at each push. For that: --ci github, gitlab or classroom50.',
    checks: (files) =>
      `Where other checks are to count, or otherwise, say so under “checks” in ${files.join(', and likewise in ')}.`,
    atHome: (place) => `At home: npx sockgrade ${place}`,
  },
}

export const englishPacking: PackingMessages = {
  written: (file, bytes) => `${file} is written (${Math.ceil(bytes / 1024)} KiB). In Gradescope:`,
  gradescope: (points, languages) => [
    `1. Create a programming assignment${points === undefined ? '' : ` of ${points} points`}.`,
    '2. Configure Autograder: choose “Zip file upload”, this file, and Ubuntu 22.04 or a newer base image.',
    '3. Wait until the image is built; the log shows what is installed.',
    '4. Test Autograder with a program that is right, and with one that is wrong.',
    `Programs may be written in JavaScript, TypeScript, ${languages.join(', ')}; for others, say --languages.`,
  ],
}

export const englishVerify: VerifyMessages = {
  progress: (spec, done, total) => `${spec}: ${done} of ${total} …`,
  reference: 'The reference earns every point.',
  fixtures: (count) => `Wrong programs: ${count}. Each fails just what it must.`,
  notInstalled: (count, language, install) =>
    `${count} in ${language} not tried: it is not installed here. To install it: ${install}`,
  otherwise: (programs) =>
    `${programs.join(', ')}: ${programs.length === 1 ? 'this' : 'these'} came out otherwise than due.`,
  due: 'must fail',
  failed: 'failed',
  nothing: 'nothing',
  notJudged: (check, reason) => `${check} could not be judged: ${reason}`,
  excused: (check, reason) =>
    `${check} can’t be judged on this machine, which costs nobody a point: ${reason}`,
  apart: {
    none: 'Each program ran in a world of its own (namespaces).',
    bubblewrap:
      'Each program ran in a world of its own (namespaces), and saw only what it needs of the disk (bubblewrap).',
  },
  trusted: 'The grader can be trusted on this machine.',
  trustedAsFar:
    'The grader can be trusted on this machine, as far as it could be tried: not everything is installed.',
  notTrusted:
    'The grader can’t be trusted on this machine: what is marked ✗ must not be. Is the machine very busy? Try --jobs 1 and --patience 3; grade with the same patience then.',
}
