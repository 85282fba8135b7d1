import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkSyntax } from '../support/clang.ts';

const files = {
  'd/TickDriver.iig': readFileSync('/tmp/model/d/TickDriver.iig', 'utf8'),
  'd/TickDriver.cpp': readFileSync('/tmp/model/d/TickDriver.cpp', 'utf8'),
};
test('syntax', async () => {
  for (let i = 0; i < 5; i++) {
    const s = performance.now();
    expect(await checkSyntax({ files, sources: ['d/TickDriver.cpp'] })).toEqual({
      ok: true,
      diagnostics: '',
    });
    console.log(performance.now() - s);
  }
  console.log(
    await checkSyntax({
      files: {
        ...files,
        'd/x.cpp':
          '#include <PCIDriverKit/PCIDriverKit.h>\n#include <HIDDriverKit/HIDDriverKit.h>\n#include <DriverKit/DriverKit.h>\n#include <USBDriverKit/USBDriverKit.h>\n#include <os/log.h>\nvoid f(IOPCIDevice *d){ d->Foo(); os_log(OS_LOG_DEFAULT, "x %{public}s", 3); } int main(){return 0;}',
      },
      sources: ['d/x.cpp', 'd/TickDriver.cpp'],
    }),
  );
});
