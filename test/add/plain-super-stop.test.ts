import { describe, expect, it } from 'vitest';
import { hasPlainSuperStop } from '../../core/add/plain-super-stop.ts';
import { modelOf } from '../../core/dext/model-of.ts';
import { loadParser } from '../../core/source/parse.ts';
import { add } from './adding.ts';
import { driver, NAME } from './drivers.ts';

const parser = await loadParser();

function isPlain(files: Readonly<Record<string, string>>): boolean {
  const { classes } = modelOf(
    Object.entries(files).map(([path, text]) => parser.parse({ path, text })),
  );
  const model = classes.find((it) => it.name === NAME);
  const stop = model?.methods.get('Stop')?.definitions[0];
  if (!model || !stop) {
    throw new Error('no Stop');
  }
  return hasPlainSuperStop(stop, model);
}

describe('super Stop is reached in any case', () => {
  it.each([
    '    return Stop(provider, SUPERDISPATCH);\n',
    '    ShutValve();\n    kern_return_t ret = Stop(provider, SUPERDISPATCH);\n    return ret;\n',
    '    if (ivars->open) {\n        ShutValve();\n    }\n    return super::Stop(provider);\n',
    '    auto shut = [] { return true; };\n    return Stop(provider, SUPERDISPATCH);\n',
  ])('in %j', (stop) => {
    expect(isPlain(driver({ stop }))).toBe(true);
  });

  it.each([
    '    return kIOReturnSuccess;\n',
    '    return Stop(provider);\n',
    '    if (ivars->open) {\n        return Stop(provider, SUPERDISPATCH);\n    }\n',
    '    if (!StopBlink(provider)) {\n        return kIOReturnSuccess;\n    }\n    return Stop(provider, SUPERDISPATCH);\n',
  ])('not in %j', (stop) => {
    expect(isPlain(driver({ stop }))).toBe(false);
  });

  it('behind the first passes of timers that were added', async () => {
    let files: Record<string, string> = driver({ indent: '\t' });
    for (const name of ['Poll', 'Blink']) {
      ({ files } = await add(files, { name }));
      expect(isPlain(files)).toBe(true);
    }
  });
});
