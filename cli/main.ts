#!/usr/bin/env node
import { runCommand } from './run-command.ts';

// No await at the top: commands that are loaded on demand share code with this file, and would
// wait for it to end before they begin.
void runCommand(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
