import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkSyntax } from '../../support/clang.ts';
import { driverFiles, drivers } from './drivers.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

describe('each driver written by hand', () => {
  let diagnostics: string[] = [];

  beforeAll(async () => {
    const files: Record<string, string> = {};
    for (const driver of drivers) {
      for (const [name, text] of Object.entries(driverFiles(driver))) {
        files[`${driver.folder}/${name}`] = text;
      }
    }
    const sources = Object.keys(files).filter((path) => path.endsWith('.cpp'));
    diagnostics = (await checkSyntax({ files, sources })).diagnostics.split('\n');
  }, 300_000);

  it.each(drivers)('$className compiles without a warning', ({ folder }) => {
    expect(diagnostics.filter((line) => line.includes(`${folder}/`))).toEqual([]);
  });

  it.each(drivers)('$className is listed with all of its files', (driver) => {
    expect(Object.keys(driverFiles(driver)).sort()).toEqual(
      readdirSync(here + driver.folder).sort(),
    );
  });
});

it('lists every folder', () => {
  const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(
    drivers.map(({ folder }) => folder).sort(),
  );
});
