import { expect, test } from 'vitest';
import { isWanted, outputPath } from '../../core/plan/output-path.ts';
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

test.each([
  ['usb-device', true],
  ['usb-interface', true],
  ['resources', false],
  ['pci', false],
  ['hid', false],
] as const)('what bears the name of a framework is for its family: %s', (provider, isOfUsb) => {
  const own = projectView(project({ provider, vendorId: 1, productId: 2 }), '1.0.0');
  const usb = [
    'project/Tests/stubs/USBDriverKit/IOUSBHostDevice.iig',
    'project/Tests/model/USBDriverKit.cpp',
    'project/USBDriverKit.md.ejs',
  ];
  expect(usb.map((template) => isWanted(template, own))).toEqual(usb.map(() => isOfUsb));
  const others = ['project/Tests/stubs/DriverKit/IOLib.h', 'project/MyUSBDriverKit.md'];
  expect(others.filter((template) => !isWanted(template, own))).toEqual([]);
});
