import { describe, expect, it } from 'vitest';
import { logMacroOf } from '../../core/add/log-macro.ts';
import { loadParser } from '../../core/source/parse.ts';
import { add } from './adding.ts';
import { driver, NAME } from './drivers.ts';

const parser = await loadParser();
const macroOf = (text: string) =>
  logMacroOf(parser.parse({ path: 'Valve.cpp', text: `${text}\n` }));

describe('the macro that a file logs with', () => {
  it.each([
    '#define Log(format, ...) os_log(OS_LOG_DEFAULT, "Valve: " format, ##__VA_ARGS__)',
    '#define Log(fmt, ...) os_log( OS_LOG_DEFAULT , "(, \\"" fmt "\\n", __VA_ARGS__)',
    '#define Log(fmt, ...) \\\n    os_log(OS_LOG_DEFAULT, "%s - " fmt, __func__, ##__VA_ARGS__)',
    '#define VLOG(f, ...) os_log(OS_LOG_DEFAULT, f, ##__VA_ARGS__)\n#define Log(f, ...) os_log(OS_LOG_DEFAULT, "Valve: " f, ##__VA_ARGS__)',
  ])('is Log: %s', (text) => {
    expect(macroOf(text)).toBe('Log');
  });

  it('may have another name', () => {
    const text = '#define VALVE_LOG(f, ...) os_log(OS_LOG_DEFAULT, "Valve: " f, ##__VA_ARGS__)';
    expect(macroOf(text)).toBe('VALVE_LOG');
  });

  it.each([
    ['takes no arguments', '#define Log(f) os_log(OS_LOG_DEFAULT, f)'],
    ['takes a level', '#define Log(l, f, ...) os_log(OS_LOG_DEFAULT, f, ##__VA_ARGS__)'],
    ['does nothing', '#define Log(f, ...)'],
    ['is another one', '#define Log(f, ...) Debug(f, ##__VA_ARGS__)'],
    ['logs elsewhere', '#define Log(f, ...) os_log(log, f, ##__VA_ARGS__)'],
    [
      'prints what is no format',
      '#define Log(f, ...) os_log(OS_LOG_DEFAULT, "%s", f, ##__VA_ARGS__)',
    ],
    ['names the format alone', '#define Log(f, ...) os_log(OS_LOG_DEFAULT, "f", ##__VA_ARGS__)'],
    ['drops the rest', '#define Log(f, ...) os_log(OS_LOG_DEFAULT, f)'],
    ['is undefined', '#define Log(f, ...) os_log(OS_LOG_DEFAULT, f, ##__VA_ARGS__)\n#undef Log'],
    [
      'may be missing',
      '#if DEBUG\n#define Log(f, ...) os_log(OS_LOG_DEFAULT, f, ##__VA_ARGS__)\n#endif',
    ],
  ])('is not one that %s', (_title, text) => {
    expect(macroOf(text)).toBeNull();
  });
});

it('is what a timer logs with', async () => {
  const macro = '#define Log(f, ...) os_log(OS_LOG_DEFAULT, "Valve - " f "\\n", ##__VA_ARGS__)\n';
  const files = driver();
  const source = files[`${NAME}.cpp`] ?? '';
  const logging = { ...files, [`${NAME}.cpp`]: source.replace('\nstruct ', `\n${macro}\nstruct `) };
  const ours = (edited: Record<string, string>) => edited[`${NAME}.cpp`] ?? '';
  expect(ours((await add(logging)).files)).toContain(
    ' Log("Poll is not set up: 0x%{public}x", ret);',
  );
  expect(ours((await add(files)).files)).toContain(
    ` os_log(OS_LOG_DEFAULT, "${NAME}: Poll is not set up: 0x%{public}x", ret);`,
  );
});
