import type { ClassroomFacts } from '../formats/context.ts'

/**
 * What Classroom 50's runner says of a submission in the environment of an autograder (its manual,
 * “Advanced Autograding”); `local` stands for what it doesn't say, outside of it.
 */
export function classroomFacts(environment: NodeJS.ProcessEnv): ClassroomFacts {
  const said = (...names: readonly string[]) =>
    names.map((name) => environment[name]).find((value) => value) ?? 'local'
  const type = environment.ASSIGNMENT_TYPE
  return {
    classroom: said('CLASSROOM'),
    assignment: said('ASSIGNMENT'),
    type: type === 'group' || type === 'team' ? type : 'individual',
    owner: said('OWNER', 'USERNAME'),
    submission: environment.SUBMISSION_TAG || 'submit/local',
    commit: said('COMMIT_URL'),
    release: said('RELEASE_URL'),
    review: said('REVIEW_URL', 'COMMIT_URL'),
  }
}
