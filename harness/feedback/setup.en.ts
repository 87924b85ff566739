import type { PackingMessages, VerifyMessages } from './setup.ts'

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
