import { writeSync } from 'node:fs';
const require0 = (...a: unknown[]) => writeSync(2, a.join(' ') + '\n');
import { test } from 'vitest';
import { matrix } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';
import { buildDriver, compileRuntime, playScenarios } from '../support/wasm-model.ts';
test('try', async () => {
  let s = performance.now(); let c0 = process.cpuUsage();
  const t = (l: string) => { require0(l, (performance.now() - s) | 0); s = performance.now(); require0('   cpu', process.cpuUsage(c0).user/1000|0, process.memoryUsage().rss/1e6|0); c0 = process.cpuUsage(); };
  const rt = await compileRuntime();
  t('runtime');
  for (const c of matrix().slice(0, Number(process.env['N'] ?? 4))) {
    const tree = rendered(c.options);
    const files = Object.fromEntries([...tree].filter(([p]) => p.startsWith('Driver/') && /\.(iig|cpp)$/.test(p)));
    const m = await buildDriver(rt, { files, plist: tree.get('Driver/Info.plist') ?? '' });
    t('build');
    const r = playScenarios(m);
    t(c.title + ' play ' + r.filter((x) => x.ok).length);
    for (const x of r) if (!x.ok) console.log(x.output);
    if (process.env['V']) console.log(r.map((x) => x.output).join(''));
  }
}, 600_000);
