import { expect, test } from 'vitest';
import { outputPath } from '../../core/plan/output-path.ts';
import { projectView } from '../../core/view/project-view.ts';
import { project } from '../support/matrix.ts';

const view = projectView(project({ name: 'Acme' }), '1.0.0');

test('how messages show a template is looked up for a message alone, as it reads the disk', () => {
  const shown = (template: string): string => {
    throw new Error(`looked up ${template}`);
  };
  expect(outputPath({ template: 'project/dot-x/[name].txt.ejs', shown, view })).toBe(
    'Acme/.x/Acme.txt',
  );
  const wrong = 'project/[nmae].txt';
  expect(() => outputPath({ template: wrong, shown, view })).toThrow(`looked up ${wrong}`);
});
