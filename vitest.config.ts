import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // yeoman-test changes the working directory, which threads cannot.
  // Left to itself, vitest keeps one core free: half of a machine that has two.
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
  },
});
