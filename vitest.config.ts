import { defineConfig } from 'vitest/config';

export default defineConfig({
  // yeoman-test changes the working directory, which threads cannot.
  test: { include: ['test/**/*.test.ts'], pool: 'forks', testTimeout: 60_000 },
});
