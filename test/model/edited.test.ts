import { beforeAll, describe, expect, it } from 'vitest';
import { QUEUES } from '../../core/options/new-project-options.ts';
import { project, timer } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';
import {
  buildDriver,
  compileRuntime,
  driverIn,
  playScenarios,
  type Runtime,
} from '../support/wasm-model.ts';

let runtime: Runtime;

beforeAll(async () => {
  runtime = await compileRuntime();
}, 300_000);

describe('a driver that a person has filled in still passes every scenario', () => {
  it.each(QUEUES)('a one-shot on the %s queue that its tick schedules again', async (queue) => {
    const tree = rendered(project({ timers: [timer({ mode: 'one-shot', queue })] }));
    const path = 'Driver/AcmeDriver.cpp';
    const empty = 'void AcmeDriver::HeartbeatTick()\n{\n}\n';
    const filled = 'void AcmeDriver::HeartbeatTick()\n{\n    (void)ScheduleHeartbeat();\n}\n';
    const source = tree.get(path) ?? '';
    expect(source).toContain(empty);
    const edited = new Map(tree).set(path, source.replace(empty, filled));

    // As Tests/run.sh takes it from .yo-rc.json.
    const driver = { ...driverIn(edited), modes: { Heartbeat: 'one-shot' } };
    const results = playScenarios(await buildDriver(runtime, driver));
    expect(results.filter((result) => !result.ok).map((result) => result.output)).toEqual([]);
    expect(results[1]?.output).toBe(
      'ok    1,000 periods: Heartbeat is scheduled again and again\n',
    );
  });
});
