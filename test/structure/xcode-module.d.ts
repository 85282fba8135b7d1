/** Parser and writer of npm's `xcode`, which ships no types. */
declare module 'xcode/lib/parser/pbxproj.js' {
  export function parse(text: string): object;
}
declare module 'xcode/lib/pbxWriter.js' {
  export default class PbxWriter {
    constructor(contents: object);
    writeSync(): string;
  }
}
