// Prints what `plutil -extract <key path> raw` prints: a value, or the keys of a dictionary.
import { readFileSync } from 'node:fs';
import { parse } from 'plist';

const [keyPath, file] = process.argv.slice(2);
let value = parse(readFileSync(file, 'utf8'));
for (const key of keyPath.split('.')) {
  value = value?.[key];
}
if (value === undefined) {
  process.exit(1);
}
process.stdout.write(`${typeof value === 'object' ? Object.keys(value).join('\n') : value}\n`);
