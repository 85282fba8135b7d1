import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { trustFile } from '../../core/packs/trusted.ts';
import { add, type Seen } from '../add/running.ts';
import { emptyFolder } from '../support/command.ts';
import { writeFiles, writePack } from './pack.ts';

let cwd: string;
/** What `add` does for somebody who gives this answer, or for nobody. */
function adding(answer?: boolean, ...args: string[]): Promise<Seen> {
  const answers = answer === undefined ? {} : { answers: { trust: answer, write: true } };
  return add(['Poll', '--interval', '1s', ...args], { cwd, ...answers });
}
const asksForTrust = (seen: Seen) => seen.asked.some((it) => it.name === 'trust');

beforeEach(() => {
  cwd = emptyFolder();
  vi.stubEnv('XDG_CONFIG_HOME', path.join(emptyFolder(), 'config'));
  const templates = { pack: './pack', version: '1.2.0' };
  writeFiles(cwd, {
    '.yo-rc.json': { 'generator-dext-timer': { version: '0.1.0', options: {}, templates } },
    'Valve.iig': `#include <DriverKit/IOService.iig>
class Valve : public IOService
{
public:
    virtual kern_return_t Stop(IOService *provider) override;
};
`,
    'Valve.cpp': `#include "Valve.h"
kern_return_t Valve::Stop_Impl(IOService *provider)
{
    return Stop(provider, SUPERDISPATCH);
}
`,
  });
  writePack(path.join(cwd, 'pack'), {}, { 'timer/log.ejs': 'Log();\n' });
  return () => vi.unstubAllEnvs();
});

describe('templates that only a file of the project names', () => {
  it('are asked about, with what they are and where', async () => {
    const seen = await adding(true);
    expect(seen.asked.find((it) => it.name === 'trust')).toMatchObject({
      type: 'confirm',
      default: false,
    });
    expect(seen.stderr).toContain(
      `.yo-rc.json names the team templates @acme/dext-templates 1.2.0, from ${JSON.stringify(path.join(cwd, 'pack'))}. Templates are code`,
    );
  });

  it('are not used where the answer is no, and are asked about again', async () => {
    const before = readFileSync(path.join(cwd, 'Valve.cpp'), 'utf8');
    for (let time = 0; time < 2; time++) {
      await expect(adding(false)).rejects.toMatchObject({ code: 'cancelled', exitStatus: 130 });
    }
    expect(readFileSync(path.join(cwd, 'Valve.cpp'), 'utf8')).toBe(before);
    expect(existsSync(trustFile())).toBe(false);
  });

  it('are asked about once, while they stay as they are', async () => {
    expect(asksForTrust(await adding(true))).toBe(true);
    expect(asksForTrust(await adding(true))).toBe(false);
    expect(asksForTrust(await adding(undefined, '--yes'))).toBe(false);
    writePack(path.join(cwd, 'pack'), {}, { 'timer/log.ejs': 'Other();\n' });
    expect(asksForTrust(await adding(true))).toBe(true);
  });

  it.each([
    ['its manifest', () => writePack(path.join(cwd, 'pack'), { defaults: { interval: '2s' } })],
    [
      'the name of a file',
      () => {
        const log = path.join(cwd, 'pack/templates/timer/log.ejs');
        renameSync(log, log.replace('log.ejs', 'arm.ejs'));
      },
    ],
    ['a file that is added', () => writePack(path.join(cwd, 'pack'), {}, { 'project/a': '' })],
    [
      'its parent',
      () => writePack(path.join(cwd, 'base'), { name: 'base' }, { 'timer/log.ejs': 'x\n' }),
    ],
  ])('are asked about again after a change of %s', async (_what, change) => {
    writePack(path.join(cwd, 'base'), { name: 'base' });
    writePack(path.join(cwd, 'pack'), { extends: '../base' });
    await adding(true);
    expect(asksForTrust(await adding(true))).toBe(false);
    change();
    writePack(path.join(cwd, 'pack'), { extends: '../base', ...manifestNow() });
    expect(asksForTrust(await adding(true))).toBe(true);
  });

  it('are used without a question by --trust, which remembers nothing', async () => {
    expect(asksForTrust(await adding(undefined, '--yes', '--trust'))).toBe(false);
    expect(existsSync(trustFile())).toBe(false);
  });

  it.each([['--dry-run'], ['--manual']])('are not run by %s either', async (flag) => {
    await expect(adding(undefined, '--yes', flag)).rejects.toMatchObject({
      code: 'not-trusted',
      flag: '--trust',
      exitStatus: 2,
    });
  });

  it('need no consent where the line names them, or none', async () => {
    expect(asksForTrust(await adding(true, '--templates', 'pack'))).toBe(false);
    expect(asksForTrust(await adding(true, '--templates', 'none'))).toBe(false);
  });

  it('are asked about where the memory is broken, which is made anew', async () => {
    await adding(true);
    writeFileSync(trustFile(), '{"trusted": [7, nul');
    expect(asksForTrust(await adding(true))).toBe(true);
    expect(asksForTrust(await adding(true))).toBe(false);
  });
});

/** What the manifest of the pack says beside what all packs say. */
function manifestNow(): object {
  return JSON.parse(readFileSync(path.join(cwd, 'pack/dext-templates.json'), 'utf8'));
}
