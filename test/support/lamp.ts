import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The declaration of a small driver without a timer. */
export function lampInterface(name = 'Lamp', base = 'IOService'): string {
  return `#ifndef ${name}_h
#define ${name}_h

#include <DriverKit/IOService.iig>

class ${name}: public ${base}
{
public:
    virtual bool init() override;
    virtual void free() override;
    virtual kern_return_t Start(IOService * provider) override;
    virtual kern_return_t Stop(IOService * provider) override;
};

#endif
`;
}

/** Its source. */
export function lampSource(name = 'Lamp'): string {
  return `#include <os/log.h>
#include <DriverKit/DriverKit.h>

#include "${name}.h"

struct ${name}_IVars {
    uint32_t level;
};

bool ${name}::init()
{
    if (!super::init()) {
        return false;
    }
    ivars = IONewZero(${name}_IVars, 1);
    return ivars != nullptr;
}

void ${name}::free()
{
    IOSafeDeleteNULL(ivars, ${name}_IVars, 1);
    super::free();
}

kern_return_t IMPL(${name}, Start)
{
    kern_return_t ret = Start(provider, SUPERDISPATCH);
    if (ret != kIOReturnSuccess) {
        return ret;
    }
    RegisterService();
    return kIOReturnSuccess;
}

kern_return_t IMPL(${name}, Stop)
{
    return Stop(provider, SUPERDISPATCH);
}
`;
}

/** Puts a driver into a folder, which may be missing. */
export function writeLamp(folder: string, name = 'Lamp'): void {
  writeFiles(folder, { [`${name}.iig`]: lampInterface(name), [`${name}.cpp`]: lampSource(name) });
}

/** Puts files into a folder, with the folders that they need. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [file, content] of Object.entries(files)) {
    const place = path.join(folder, file);
    mkdirSync(path.dirname(place), { recursive: true, mode: 0o777 });
    writeFileSync(place, content);
  }
}
