import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'harness/**/*.test.ts',
      'specs/**/*.test.ts',
      'reference/**/*.test.ts',
      'fixtures/*.test.ts',
    ],
    // Programs are started for real: on a busy machine that takes its time.
    testTimeout: 240_000,
    hookTimeout: 60_000,
    // The machine's processors are shared with the programs under test.
    maxWorkers: 2,
    maxConcurrency: 3,
  },
})
