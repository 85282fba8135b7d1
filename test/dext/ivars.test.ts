import { describe, expect, test } from 'vitest';
import { classIn, modelOfFiles, textOf } from './model-of-files.ts';

const IIG = 'class TapDriver : public IOService\n{\npublic:\n    bool init() override;\n};\n';

/** The ivars of TapDriver, as `type name`. */
function ivarsOf(files: Readonly<Record<string, string>>) {
  const { ivars } = classIn(modelOfFiles(files), 'TapDriver');
  return { ivars, fields: ivars?.fields.map((it) => `${it.type.text} ${it.name}`) };
}

describe('ivars are found', () => {
  const struct =
    'struct TapDriver_IVars\n{\n    IOTimerDispatchSource * timer;\n    bool stopping;\n}';
  const fields = ['IOTimerDispatchSource * timer', 'bool stopping'];
  test.each([
    ['in the .cpp', { 'TapDriver.cpp': `${struct};`, 'TapDriver.iig': IIG }],
    ['in a header', { 'TapDriver.iig': IIG, 'State.h': `#pragma once\n${struct};` }],
    ['behind the class in the .iig', { 'TapDriver.iig': `${IIG}${struct};` }],
    ['in a namespace', { 'TapDriver.iig': IIG, 'a.cpp': `namespace { ${struct}; }` }],
    [
      'declared ahead',
      { 'TapDriver.iig': `struct TapDriver_IVars;\n${IIG}`, 'a.cpp': `${struct};` },
    ],
  ])('%s', (_where, files) => {
    const found = ivarsOf(files);
    expect(found.fields).toEqual(fields);
    expect(found.ivars && textOf(found.ivars)).toBe(struct);
  });

  test.each([
    'struct TapDriver_IVars {};',
    'struct TapDriver_IVars { };',
    'struct TapDriver_IVars\n{\n};',
  ])('empty: %s', (text) => {
    expect(ivarsOf({ 'TapDriver.iig': IIG, 'TapDriver.cpp': text }).fields).toEqual([]);
  });

  test.each([
    'typedef struct { int level; } TapDriver_IVars;',
    'typedef struct TapState { int level; } TapDriver_IVars;',
    'typedef struct TapDriver_IVars { int level; } TapIVars;',
  ])('by typedef: %s', (text) => {
    const found = ivarsOf({ 'TapDriver.iig': IIG, 'TapDriver.cpp': text });
    expect(found.fields).toEqual(['int level']);
    expect(found.ivars?.name).toBe('TapDriver_IVars');
  });

  test('with methods and initialisers', () => {
    const text =
      'struct TapDriver_IVars { int level = 3; bool open{false}; void Reset() { level = 0; } };';
    const found = ivarsOf({ 'TapDriver.iig': IIG, 'TapDriver.cpp': text });
    expect(found.fields).toEqual(['int level', 'bool open']);
    const values = found.ivars?.fields.map((it) => it.value && textOf({ ...it, node: it.value }));
    expect(values).toEqual(['3', '{false}']);
  });

  test('with those of a base and of an unnamed union', () => {
    const text =
      'struct Common { int shared; };\nstruct TapDriver_IVars : Common { union { int a; float b; }; };';
    const found = ivarsOf({ 'TapDriver.iig': IIG, 'TapDriver.cpp': text });
    expect(found.fields).toEqual(['int a', 'float b', 'int shared']);
  });
});

test('none is null', () => {
  expect(ivarsOf({ 'TapDriver.iig': IIG }).ivars).toBeNull();
});

describe('members by a macro', () => {
  const macro = `#define TAP_DECLARE_IVARS \\
    IOService * provider; \\
    OSSharedPtr<IODispatchQueue> queues[2]; /* both */ \\
    _Atomic(bool) stopping = false;
`;
  test.each([
    'struct TapDriver_IVars\n{\n    int level;\n    TAP_DECLARE_IVARS;\n};',
    'struct TapDriver_IVars { int level; TAP_DECLARE_IVARS; };',
  ])('%s', (text) => {
    const found = ivarsOf({ 'TapDriver.iig': IIG, 'Tap.h': macro, 'TapDriver.cpp': text });
    expect(found.fields).toEqual([
      'int level',
      'IOService * provider',
      'OSSharedPtr<IODispatchQueue> [2] queues',
      '_Atomic(bool) stopping',
    ]);
    expect(found.ivars?.fields[2]?.type).toMatchObject({
      name: 'IODispatchQueue',
      isArray: true,
      smart: 'OSSharedPtr',
    });
  });
});

test('a macro without a semicolon does not hide its neighbour', () => {
  const files = {
    'TapDriver.iig': IIG,
    'TapDriver.cpp': `#define TAP_SLOT(type, name) type * name;
struct TapDriver_IVars
{
    TAP_SLOT(IODispatchQueue, queue)
    bool open;
};`,
  };
  expect(ivarsOf(files).fields).toEqual(['bool open', 'IODispatchQueue * queue']);
  const bare = 'struct TapDriver_IVars\n{\n    TAP_ALL\n    bool open;\n};';
  const all = '#define TAP_ALL IOService * nub;\n';
  expect(ivarsOf({ 'TapDriver.iig': IIG, 'TapDriver.cpp': all + bare }).fields).toEqual([
    'bool open',
    'IOService * nub',
  ]);
});

test('two targets: the nearest struct', () => {
  const model = modelOfFiles({
    'One/TapDriver.iig': IIG,
    'Two/TapDriver.iig': IIG,
    'Two/TapDriver.cpp': 'struct TapDriver_IVars { int two; };',
    'One/TapDriver.cpp': 'struct TapDriver_IVars { int one; };',
  });
  expect(model.classes.map((it) => it.ivars?.fields[0]?.name)).toEqual(['one', 'two']);
});

test('an unnamed struct that a member is of keeps its fields to itself', () => {
  const text = 'struct TapDriver_IVars { struct { int inner; } pair; int own; };';
  const found = ivarsOf({ 'TapDriver.iig': IIG, 'TapDriver.cpp': text });
  expect(found.ivars?.fields.map((it) => it.name)).toEqual(['pair', 'own']);
});

test('structs that name each other as base end somewhere', () => {
  const text =
    'struct TapDriver_IVars : Loop { int a; };\nstruct Loop : TapDriver_IVars { int b; };';
  expect(ivarsOf({ 'TapDriver.iig': IIG, 'a.cpp': text }).fields).toContain('int b');
});

test('ivars with methods are a record as well; a class of an .iig is none', () => {
  const { records } = modelOfFiles({
    'TapDriver.iig': `${IIG}class TapNub : public IOService\n{\n};\n`,
    'a.cpp': 'struct TapDriver_IVars { int a; void Reset(); };',
  });
  expect([...records.keys()]).toEqual(['TapDriver_IVars']);
});

test('a struct without methods is a record, not a class', () => {
  const model = modelOfFiles({
    'a.h': 'struct Drop { int size; };\ntypedef struct { int a; } Tile, *TilePtr;',
  });
  expect(model.classes).toEqual([]);
  expect([...model.records.keys()]).toEqual(['Drop', 'Tile']);
  expect(model.globals.all()).toEqual([]);
});
