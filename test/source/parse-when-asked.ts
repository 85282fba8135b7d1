/** A command that parses a file, and loads the parser only then: what the packaging test bundles. */
import { readFileSync } from 'node:fs';

const path = process.argv[2];
if (path !== undefined) {
  void import('../../core/source/parse.ts').then(async ({ loadParser }) => {
    const parser = await loadParser();
    const { root, problems } = parser.parse({ path, text: readFileSync(path, 'utf8') });
    console.log(root.type, problems.length);
  });
}
