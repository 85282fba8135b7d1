// Looks at one source with the npm clang: `node npm-clang.mjs driver.cpp headers… `, each argument
// behind the source a folder of headers. Prints what clang says; fails where clang does.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { commands } from '@yowasp/clang';

const [source, ...folders] = process.argv.slice(2);
const files = { 'a.cpp': readFileSync(source, 'utf8') };
folders.forEach((folder, index) => {
  files[`h${index}`] = tree(folder);
});
const flags = ['-fsyntax-only', '-std=gnu++20', '-fblocks', '-Wno-everything'];
const includes = folders.flatMap((_, index) => ['-I', `h${index}`]);
await commands['clang++']([...flags, ...includes, 'a.cpp'], files, { fetchProgress() {} });

function tree(folder) {
  return Object.fromEntries(
    readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const full = path.join(folder, entry.name);
      return [entry.name, entry.isDirectory() ? tree(full) : readFileSync(full, 'utf8')];
    }),
  );
}
