import { expect, it } from 'vitest';
import { ownTemplates } from '../../core/render/template-roots.ts';
import { emptyFolder } from '../support/command.ts';
import { writeFiles } from '../support/lamp.ts';
import { templateRoot } from '../support/template-root.ts';
import { add } from './adding.ts';
import { driver } from './drivers.ts';

/** A source with a timer that a team's partials shape. */
async function added(
  partials: Record<string, string>,
  parts: Parameters<typeof driver>[0],
): Promise<string> {
  const folder = emptyFolder();
  writeFiles(folder, partials);
  const roots = [templateRoot(folder, 'team/'), ownTemplates()];
  const { files } = await add(driver(parts), {}, undefined, roots);
  return files['ValveDriver.cpp'] ?? '';
}

const BODIES = {
  'hooks/body/tick.ejs': '    if (ivars) {\n        Touch(); // <%= it.timer.tick %>\n    }\n',
  'hooks/body/quiesce.ejs': '    Silence(provider);\n',
};

const MORE =
  'static void Touch() {}\n\nstatic void Silence(IOService *service)\n{\n    (void)service;\n}\n';

it('puts the bodies of hooks into the methods that come with a timer', async () => {
  const text = await added(BODIES, { more: MORE });
  expect(text).toContain(
    'void ValveDriver::PollTick()\n{\n    if (ivars) {\n        Touch(); // PollTick\n    }\n}\n',
  );
  expect(text).toContain('QuiesceHardware(IOService *provider)\n{\n    Silence(provider);\n}\n');
});

it('and writes them as the file is written', async () => {
  const text = await added(BODIES, { more: MORE, indent: '\t', lineEnd: '\r\n', style: 'IMPL' });
  expect(text).toContain('{\r\n\tif (ivars) {\r\n\t\tTouch(); // PollTick\r\n\t}\r\n}\r\n');
  expect(text).toContain('{\r\n\tSilence(provider);\r\n}\r\n');
});

it('logs as a team does, with the macro that the source has or without one', async () => {
  const partials = {
    'timer/log.ejs':
      '<%= it.logMacro ?? "os_log" %>(<%= it.logMacro ? "" : "OS_LOG_DEFAULT, " %>"acme: <%= it.message %>"<%= it.args %>);\n',
  };
  const macro = '#define AcmeLog(f, ...) os_log(OS_LOG_DEFAULT, "Valve: " f, ##__VA_ARGS__)\n';
  expect(await added(partials, {})).toContain('os_log(OS_LOG_DEFAULT, "acme: Poll ticks no more');
  expect(await added(partials, { more: macro })).toContain('AcmeLog("acme: Poll ticks no more');
});
