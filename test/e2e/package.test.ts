import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What npm would publish, path by path. */
const files = packedFiles();

describe('the package', () => {
  it('holds every template, those that become dotfiles too', () => {
    const templates = readdirSync(new URL('../../templates', import.meta.url), {
      recursive: true,
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(ROOT.length));
    expect(templates.length).toBeGreaterThan(50);
    expect(files).toEqual(expect.arrayContaining(templates));
    expect(templates.filter((file) => file.includes('/dot-')).length).toBeGreaterThan(2);
  });

  it('holds both faces, what packs of templates need, and nothing else beside templates', () => {
    const others = files.filter((file) => !file.startsWith('templates/'));
    expect(others).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'dist/cli/main.cjs',
        'dist/cli/templates.pack',
        'dist/generators/app/index.js',
        'dist/generators/app/templates.pack',
        'dist/template-interface.d.ts',
        'package.json',
        'schemas/dext-templates.schema.json',
      ]),
    );
    const strange = others.filter(
      (file) =>
        !/^(dist\/.+\.(c?js|pack|txt|md)|dist\/template-interface\.d\.ts|schemas\/.+\.schema\.json|dist\/grammar\/.+\.wasm|LICENSE|README\.md|package\.json)$/.test(
          file,
        ),
    );
    expect(strange).toEqual([]);
  });

  it('offers yo its generators and nothing else', () => {
    // Where and by which name an environment looks for generators.
    const looksLikeOne = /^((dist|lib)\/generators\/|generators\/)?[^/]+\/index\.[cm]?[jt]s$/;
    expect(files.filter((file) => looksLikeOne.test(file))).toEqual([
      'dist/generators/app/index.js',
      'dist/generators/check/index.js',
      'dist/generators/templates/index.js',
      'dist/generators/timer/index.js',
    ]);
  });

  it('runs nothing at installation, needs no other package, and has one bin', () => {
    const scripts = Object.keys(packageJson.scripts);
    const atInstallation = /^(pre|post)?(install|prepare|prepublish)$/;
    expect(scripts.filter((script) => atInstallation.test(script))).toEqual([]);
    expect(packageJson).not.toHaveProperty('dependencies');
    expect(packageJson).not.toHaveProperty('peerDependencies');
    expect(Object.keys(packageJson.bin)).toHaveLength(1);
  });
});

function packedFiles(): string[] {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const said = execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
  const [packed] = JSON.parse(said) as { files: { path: string }[] }[];
  return packed?.files.map((file) => file.path) ?? [];
}
