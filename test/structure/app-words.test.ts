import { describe, expect, it } from 'vitest';
import { soundProject } from './planted-break.ts';

/** OSSystemExtensionErrorCode of SystemExtensions.h, as Swift imports it; Apple's spelling. */
const CODES = [
  'missingEntitlement',
  'unsupportedParentBundleLocation',
  'extensionNotFound',
  'extensionMissingIdentifier',
  'duplicateExtensionIdentifer',
  'unknownExtensionCategory',
  'codeSignatureInvalid',
  'validationFailed',
  'forbiddenBySystemPolicy',
  'requestCanceled',
  'requestSuperseded',
  'authorizationRequired',
];

const errors = soundProject('resources').get('App/ExtensionErrors.swift') ?? '';
const manager = soundProject('resources').get('App/ExtensionManager.swift') ?? '';

/** The text between `case .code:` and the next case. */
function wordsFor(code: string): string {
  return (
    errors.split(/^ {4}(?=case |default:)/m).find((part) => part.startsWith(`case .${code}:`)) ?? ''
  );
}

describe('what the app says of an answer of macOS', () => {
  it('has words for every error code, and for those that later releases add', () => {
    const cases = [...errors.matchAll(/^ {4}case \.(\w+):/gm)].map(([, code]) => code);
    expect(cases).toEqual(CODES);
    expect(errors).toMatch(/^ {4}default:/m);
  });

  it.each(CODES)('%s: a headline and an advice', (code) => {
    const texts = [...wordsFor(code).matchAll(/"([^"]+)"/g)].map(([, text]) => text);
    expect(texts).toHaveLength(2);
  });

  it.each([
    ['unsupportedParentBundleLocation', '/Applications'],
    ['codeSignatureInvalid', 'scripts/sign-adhoc.sh'],
    ['missingEntitlement', '.entitlements'],
    ['validationFailed', 'CURRENT_PROJECT_VERSION'],
    ['forbiddenBySystemPolicy', 'administrator'],
    ['authorizationRequired', 'administrator'],
    ['extensionNotFound', 'bundle identifier'],
  ])('%s names what to change: %s', (code, words) => {
    expect(wordsFor(code)).toContain(words);
  });

  it('says where to approve the driver, on macOS 15 and before', () => {
    expect(manager).toContain('Login Items & Extensions > Driver Extensions');
    expect(manager).toContain('Privacy & Security');
  });

  it.each([
    'actionForReplacingExtension existing: OSSystemExtensionProperties',
    'func requestNeedsUserApproval(_ request: OSSystemExtensionRequest)',
    'didFinishWithResult result: OSSystemExtensionRequest.Result',
    'didFailWithError error: Error',
    'case (.willCompleteAfterReboot, _):',
  ])('listens to %s', (declaration) => {
    expect(manager).toContain(declaration);
  });

  it('names only scripts that the project has', () => {
    const scripts = [...`${errors}${manager}`.matchAll(/scripts\/[\w-]+\.sh/g)].map(
      ([path]) => path,
    );
    expect(scripts.length).toBeGreaterThan(3);
    for (const path of scripts) {
      expect([...soundProject('resources').keys()]).toContain(path);
    }
  });
});
