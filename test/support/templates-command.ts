import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Face } from '../../core/face.ts';
import { parseCommandLine } from '../../core/options/command-line.ts';
import { templatesAs } from '../../core/packs/templates-as.ts';
import { runReporting } from '../../core/run-reporting.ts';
import { plain } from '../../core/show/paint.ts';

/** What a run of `dext-timer templates` in this process came to. */
export interface TemplatesRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `dext-timer templates`; with an answer somebody sits at the terminal. */
export async function templates(
  cwd: string,
  args: readonly string[],
  answer?: unknown,
): Promise<TemplatesRun> {
  let [stdout, stderr] = ['', ''];
  const face: Face = {
    cwd,
    canAsk: answer !== undefined,
    ask: async () => answer,
    print: (text) => {
      stdout += text;
    },
    note: (text) => {
      stderr += text;
    },
    notesOnTerminal: false,
    paint: { print: plain, note: plain },
  };
  const status = await runReporting({
    job: () => templatesAs({ as: 'command', args, read: parseCommandLine, face }),
    face,
    style: { json: args.includes('--json'), debug: true },
  });
  return { status, stdout, stderr };
}

/** Writes files below a folder: texts by path. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const place = path.join(folder, name);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
}

/** The manifest of a pack, with what a test is about. */
export function manifestText(more: object = {}): string {
  const manifest = { name: 'acme', version: '1.2.3', interface: '1.0', ...more };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
