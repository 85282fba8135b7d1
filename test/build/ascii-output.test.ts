import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';
import { asciiOutput } from '../../build/ascii-output.ts';

const ENTRY =
  'export const texts = ["IO\u2026", `\u201etext\u201c`, "\u{1F680}", /^[\u00e4\u00f6]$/.test("\u00f6")];';

test('what is bundled is ASCII, and means the same', async () => {
  const bundle = await rolldown({
    input: 'entry',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? id : null),
        load: (id) => (id === 'entry' ? ENTRY : null),
      },
      asciiOutput(),
    ],
  });
  const { output } = await bundle.generate({ format: 'cjs' });
  const { code } = output[0];
  expect(code).toMatch(/^[\n\t -~]+$/);
  const exported: { texts?: readonly unknown[] } = {};
  new Function('exports', code)(exported);
  expect(exported.texts).toEqual(['IO\u2026', '\u201etext\u201c', '\u{1F680}', true]);
});
