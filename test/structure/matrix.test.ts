import { describe, expect, it } from 'vitest';
import { matrix, project } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';
import { validateProject } from './validate-project.ts';

describe('the project of every combination is sound', () => {
  it.each(matrix())('$title', ({ options }) => {
    expect(validateProject(rendered(options), options)).toEqual([]);
  });

  it.each([
    [
      'a bundle id with hyphens and digits',
      project({ bundleId: 'com.9-example.a-c-me.the-driver' }),
    ],
    ['a long bundle id', project({ bundleId: `com.example.${'a'.repeat(130)}.driver` })],
    ['another name', project({ name: 'X2', bundleId: 'org.x.y.z.x2' })],
    ['ids at the upper end', project({ provider: 'pci', vendorId: 0xffff, productId: 0xfffe })],
    ['ids at the lower end', project({ provider: 'usb-device', vendorId: 0, productId: 1 })],
  ])('with %s', (_, options) => {
    expect(validateProject(rendered(options), options)).toEqual([]);
  });
});
