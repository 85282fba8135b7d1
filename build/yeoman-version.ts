import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rolldown';

const READ = "JSON.parse(readFileSync(pathJoin(_dirname, '../package.json'), 'utf8'))";

/**
 * yeoman-generator reads its version from the package.json above its module. In the bundle there
 * is none, so the version is put in when we build.
 */
export function yeomanVersion(): Plugin {
  return {
    name: 'yeoman-version',
    transform: {
      filter: { id: /yeoman-generator[\\/]dist[\\/]generator\.js$/ },
      handler(code, id) {
        if (!code.includes(READ)) {
          this.error('yeoman-generator has another way to read its version now');
        }
        const packageJson: { version: string } = JSON.parse(
          readFileSync(path.join(path.dirname(id), '../package.json'), 'utf8'),
        );
        const version = JSON.stringify({ version: packageJson.version });
        return { code: code.replace(READ, version), map: null };
      },
    },
  };
}
