// `dext-timer add` on one class in files of growing length: time and memory, beside a bare Node
// start, and how both grow. Prints; asserts nothing.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = Number(process.argv[2] ?? 5);
const lengths = [5_000, 10_000, 20_000];
const command = fileURLToPath(new URL('../dist/cli/main.cjs', import.meta.url));
// The most memory that a run had, in kilobytes, as the last line on stderr.
const probe =
  '--import=data:text/javascript,process.on("exit", () => console.error(process.resourceUsage().maxRSS))';

const folder = mkdtempSync(path.join(tmpdir(), 'bench-add-'));
try {
  const runs = new Map([['bare node', () => run(['-e', '0'], folder)]]);
  for (const lines of lengths) {
    const project = driverOf(lines);
    const args = [command, 'add', 'Poll', '--yes', '--dry-run'];
    runs.set(`add, a class of ${lines} lines`, () => run(args, project));
  }
  const seen = new Map([...runs.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, job] of runs) {
      seen.get(name).push(job());
    }
  }
  const base = median(seen.get('bare node').map((it) => it.ms));
  console.log(`${rounds} rounds, Node ${process.version}\n`);
  for (const [name, list] of seen) {
    const ms = median(list.map((it) => it.ms));
    const megabytes = median(list.map((it) => it.kilobytes)) / 1024;
    console.log(
      `${name.padEnd(32)}${ms.toFixed(0).padStart(8)} ms${(ms / base).toFixed(1).padStart(8)} x${megabytes.toFixed(0).padStart(8)} MB`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** A driver with Start and Stop as most have them, and methods of ten lines up to a length. */
function driverOf(lines) {
  const project = path.join(folder, String(lines));
  mkdirSync(path.join(project, 'Big.xcodeproj'), { recursive: true });
  const names = Array.from({ length: Math.floor(lines / 10) }, (_, index) => `Step${index}`);
  writeFileSync(
    path.join(project, 'Big.iig'),
    `#ifndef Big_h
#define Big_h

#include <DriverKit/IOService.iig>

class Big : public IOService
{
public:
    virtual bool init() override;
    virtual void free() override;
    virtual kern_return_t Start(IOService * provider) override;
    virtual kern_return_t Stop(IOService * provider) override;
${names.map((it) => `    uint32_t ${it}(uint32_t value) LOCALONLY;\n`).join('')}};

#endif
`,
  );
  writeFileSync(
    path.join(project, 'Big.cpp'),
    `#include <DriverKit/IOLib.h>
#include "Big.h"

struct Big_IVars {
    uint32_t sum;
};

bool Big::init()
{
    if (!super::init()) {
        return false;
    }
    ivars = IONewZero(Big_IVars, 1);
    return ivars != nullptr;
}

void Big::free()
{
    IOSafeDeleteNULL(ivars, Big_IVars, 1);
    super::free();
}

kern_return_t IMPL(Big, Start)
{
    kern_return_t ret = Start(provider, SUPERDISPATCH);
    if (ret != kIOReturnSuccess) {
        return ret;
    }
    ivars->sum = Step0(1);
    return kIOReturnSuccess;
}

kern_return_t IMPL(Big, Stop)
{
    return Stop(provider, SUPERDISPATCH);
}
${names.map(method).join('')}`,
  );
  return project;
}

function method(name, index) {
  return `
uint32_t Big::${name}(uint32_t value)
{
    if (value > ${index}) {
        ivars->sum += value;
    } else {
        ivars->sum ^= ${index};
    }
    return ivars->sum;
}
`;
}

function run(args, cwd) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [probe, ...args], {
    cwd,
    encoding: 'utf8',
  });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) {
    throw new Error(`${args.join(' ')} failed with ${status}: ${stderr}`);
  }
  return { ms, kilobytes: Number(stderr.trim().split('\n').at(-1)) };
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
