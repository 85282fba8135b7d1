import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { explain } from '../support/explain.ts';
import { testsFolder } from '../support/iig.ts';
import { project } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';

const folder = mkdtempSync(join(tmpdir(), 'dext timer tests '));
const tree = rendered(project({ provider: 'usb-device', vendorId: 1, productId: 2 }));
const source = tree.get('Driver/AcmeDriver.cpp') ?? '';

beforeAll(() => {
  for (const [path, text] of tree) {
    if (!path.startsWith('Driver/')) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  cpSync(testsFolder, join(folder, 'Tests'), { recursive: true });
  chmodSync(join(folder, 'Tests/run.sh'), 0o755);
});

afterAll(() => rmSync(folder, { recursive: true }));

function run({ args = [] as string[], env = {}, cpp = source, cwd = tmpdir() }) {
  writeFileSync(join(folder, 'Driver/AcmeDriver.cpp'), cpp);
  const made = spawnSync(join(folder, 'Tests/run.sh'), args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status: made.status, output: made.stdout + made.stderr };
}

describe('Tests/run.sh', () => {
  it('says what it needs where there is no clang', () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    for (const tool of ['sh', 'dirname', 'mkdir']) {
      symlinkSync(
        spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim(),
        join(bin, tool),
      );
    }
    expect(run({ env: { PATH: bin, CXX: '' } })).toEqual({
      status: 2,
      output:
        'Tests/run.sh needs clang: install Xcode or, on Linux, the package "clang"; or set CXX.\n',
    });
  });
});

describe('Tests/run.sh with a BUILD_DIR', () => {
  it('puts all of the build there, seen from where it was called', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'called here '));
    onTestFinished(() => rmSync(cwd, { recursive: true }));
    const { status } = run({ cwd, env: { BUILD_DIR: 'my build', CXX: 'false' } });
    expect(status).toBe(1); // no compiler, but what comes before it is done
    expect(readdirSync(join(cwd, 'my build'))).toEqual(
      expect.arrayContaining(['clang.log', 'flags', 'glue', 'include']),
    );
    expect(readdirSync(folder)).not.toContain('my build');
  });
});

describe('what a compiler says about the stubs', () => {
  const files = ['USBDriverKit/IOUSBHostInterface.iig', 'DriverKit/IOLib.h'];

  it.each([
    [
      "x.cpp:1:2: error: no member named 'AbortPipes' in 'IOUSBHostInterface'",
      "IOUSBHostInterface has no AbortPipes in the stubs: copy its declaration from Apple's header into Tests/stubs/USBDriverKit/IOUSBHostInterface.iig.",
    ],
    [
      "x.cpp:1:10: fatal error: 'AudioDriverKit/AudioDriverKit.h' file not found",
      '<AudioDriverKit/AudioDriverKit.h> is not in the stubs: add Tests/stubs/AudioDriverKit/AudioDriverKit.h, or AudioDriverKit/AudioDriverKit.iig where it declares a class.',
    ],
    [
      "x.cpp:1:2: error: use of undeclared identifier 'kIOFoo'",
      "kIOFoo is not declared: if it is Apple's, declare it in the stub of the header that it comes from, in Tests/stubs.",
    ],
  ])('%s', (log, advice) => {
    expect(explain(log, files)).toEqual([advice]);
  });

  it('is silent about the user’s own mistakes', () => {
    expect(
      explain(
        "x.cpp:1:2: error: no member named 'x' in 'AcmeDriver_IVars'\nx.cpp:2: error: expected ';'",
        files,
      ),
    ).toEqual([]);
  });
});

// Where this machine has a clang of its own, as an emitted project would use it.
const compilers = [
  'xcrun clang++',
  'clang++',
  ...[22, 21, 20, 19, 18, 17, 16, 15].map((n) => `clang++-${n}`),
];
const clang = compilers.find(
  (name) => spawnSync('sh', ['-c', `command -v ${name.split(' ')[0]}`]).status === 0,
);
if (clang !== undefined) {
  describe('Tests/run.sh with this machine’s clang', () => {
    it('passes a fresh project, also at the second run', () => {
      for (let times = 0; times < 2; times++) {
        const { status, output } = run({});
        expect(output).toMatch(/^AcmeDriver: \d+ scenarios passed, 0 failed$/m);
        expect(status).toBe(0);
      }
    });

    it('shows the timeline with -v, of the scenarios that are asked for', () => {
      const { status, output } = run({ args: ['-v', 'Stop twice'] });
      expect(output).toMatch(/ms {2}Default +driver freed$/m);
      expect(output).toContain('AcmeDriver: 1 scenarios passed, 0 failed');
      expect(status).toBe(0);
    });

    it('fails, and says why, once Stop is broken', () => {
      const cpp = source.replace(
        'heartbeatTimer->Cancel(^{',
        'heartbeatTimer->SetEnableWithCompletion(false, ^{',
      );
      const { status, output } = run({ cpp });
      expect(output).toContain('super Stop never came: the kernel waits for it for ever (DK08)');
      expect(output).toMatch(/ms {2}Default +Stop$/m);
      expect(status).toBe(1);
    });

    it.each([
      ['as it is', (clang: string) => clang],
      ['without its address sanitizer', withoutSanitizer],
    ])('finds a write to freed memory, with the clang %s', (_, prepared) => {
      const cpp = source.replace(
        /( +)IOSafeDeleteNULL\(ivars, .*;\n/,
        (line, indent) => `${indent}auto *gone = ivars;\n${line}${indent}gone->stopping = true;\n`,
      );
      const { status, output } = run({ cpp, env: { CXX: prepared(clang) } });
      expect(output).toMatch(
        /the address is inside a memory of IOMalloc or IONew, freed before line \d+/,
      );
      expect(status).toBe(1);
    });

    it('says where a stub lacks something', () => {
      const cpp = source.replace(
        '    CloseProvider();',
        '    (void)ivars->device->CopyDescriptor(1);\n    CloseProvider();',
      );
      const { status, output } = run({ cpp });
      expect(output).toContain("no member named 'CopyDescriptor' in 'IOUSBHostDevice'");
      expect(output).toContain('hint: IOUSBHostDevice has no CopyDescriptor in the stubs');
      expect(status).toBe(1);
    });

    it('works with new methods, ivars and a method added to a stub', () => {
      const stub = join(folder, 'Tests/stubs/USBDriverKit/IOUSBHostDevice.iig');
      const iig = join(folder, 'Driver/AcmeDriver.iig');
      const before = tree.get('Driver/AcmeDriver.iig') ?? '';
      writeFileSync(
        stub,
        readTextOf('stubs/USBDriverKit/IOUSBHostDevice.iig').replace(
          'Reset();',
          'Reset();\n    virtual kern_return_t GetSpeed(uint8_t *speed);',
        ),
      );
      writeFileSync(
        iig,
        before.replace(
          '    void HeartbeatTick() LOCALONLY;',
          '    void HeartbeatTick() LOCALONLY;\n    kern_return_t ReadSpeed() LOCALONLY;',
        ),
      );
      const cpp = source
        .replace('    bool hardwareTouched;', '    bool hardwareTouched;\n    uint8_t speed;')
        .replace(
          'void AcmeDriver::HeartbeatTick()\n{\n',
          'kern_return_t AcmeDriver::ReadSpeed()\n{\n    return ivars->device->GetSpeed(&ivars->speed);\n}\n\nvoid AcmeDriver::HeartbeatTick()\n{\n    (void)ReadSpeed();\n',
        );
      const { status, output } = run({ cpp });
      expect(output).toMatch(/^AcmeDriver: \d+ scenarios passed, 0 failed$/m);
      expect(status).toBe(0);
      writeFileSync(iig, before);
    });
  });
}

/** The same clang as it is where its libraries are not installed. */
function withoutSanitizer(clang: string): string {
  const place = mkdtempSync(join(tmpdir(), 'clang-'));
  onTestFinished(() => rmSync(place, { recursive: true }));
  const wrapper = join(place, 'clang-alone.sh');
  const script = `#!/bin/sh\ncase " $* " in *=address*) exit 1 ;; esac\nexec ${clang} "$@"\n`;
  writeFileSync(wrapper, script, { mode: 0o755 });
  return wrapper;
}

function readTextOf(path: string): string {
  const found = tree.get(`Tests/${path}`);
  if (found === undefined) throw new Error(`no Tests/${path}`);
  return found;
}
