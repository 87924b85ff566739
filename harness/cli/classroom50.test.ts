import { expect, test } from 'vitest'
import { classroomFacts } from './classroom50.ts'

test('what Classroom 50’s runner says is taken as it is', () => {
  const facts = classroomFacts({
    CLASSROOM: 'cs',
    ASSIGNMENT: 'sockets',
    ASSIGNMENT_TYPE: 'group',
    USERNAME: 'alice',
    SUBMISSION_TAG: 'submit/1',
    COMMIT_URL: 'commit',
    RELEASE_URL: 'release',
    REVIEW_URL: '',
  })
  expect(facts).toEqual({
    classroom: 'cs',
    assignment: 'sockets',
    type: 'group',
    owner: 'alice',
    submission: 'submit/1',
    commit: 'commit',
    release: 'release',
    review: 'commit',
  })
})

test('elsewhere every fact is local', () => {
  const { type, submission, ...facts } = classroomFacts({})
  expect([type, submission]).toEqual(['individual', 'submit/local'])
  expect(new Set(Object.values(facts))).toEqual(new Set(['local']))
})
