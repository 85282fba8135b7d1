import { providers } from '../providers.ts';
import type { NewProjectAnswers } from './answers.ts';
import { parseBundleId } from './bundle-id.ts';
import { choiceParts } from './choice-option.ts';
import { PROVIDERS, type Provider } from './new-project-options.ts';
import type { Option } from './option.ts';
import { nameFromFolder, parseProjectName } from './project-name.ts';
import { quote } from './quote.ts';
import { formatId, parseUnsigned } from './unsigned.ts';

type ProjectOption<K extends keyof NewProjectAnswers> = Option<NewProjectAnswers, K>;

const name: ProjectOption<'name'> = {
  key: 'name',
  positionalOnly: 'Name',
  kind: 'text',
  placeholder: '',
  help: "UpperCamelCase (with --yes: this folder's name)",
  question: "What is the driver's name?",
  hint: 'UpperCamelCase; a folder of that name is created here.',
  allowed: 'UpperCamelCase, at most 64 letters and digits',
  parse: parseProjectName,
  format: (value) => value,
  fallback: (_known, around) => nameFromFolder(around.folderName),
};

const bundleId: ProjectOption<'bundleId'> = {
  key: 'bundleId',
  kind: 'text',
  placeholder: '<id>',
  help: 'of the dext (com.example.<Name>.driver)',
  question: "What is the dext's bundle id?",
  hint: 'Reverse-DNS, three parts or more; the app gets it without the last part.',
  allowed: 'reverse-DNS id of three parts or more, at most 155 characters',
  parse: parseBundleId,
  format: (value) => value,
  fallback: (known) => `com.example.${known.name ?? 'Acme'}.driver`,
};

const provider: ProjectOption<'provider'> = {
  key: 'provider',
  placeholder: '<kind>',
  help: 'resources | usb-device | usb-interface | pci | hid (resources)',
  question: 'What does the driver match?',
  hint: 'It decides base class, entitlements and frameworks.',
  ...choiceParts({
    values: PROVIDERS,
    meanings: {
      resources: providers.resources.title,
      'usb-device': providers['usb-device'].title,
      'usb-interface': providers['usb-interface'].title,
      pci: providers.pci.title,
      hid: providers.hid.title,
    },
    preferred: 'resources',
  }),
};

const vendorId: ProjectOption<'vendorId'> = {
  key: 'vendorId',
  placeholder: '<id>',
  help: '0 to 0xFFFF, for every provider but resources',
  question: "What is the device's vendor id?",
  hint: 'Decimal, or hex after 0x; System Information shows it.',
  ...idParts(),
};

const productId: ProjectOption<'productId'> = {
  key: 'productId',
  placeholder: '<id>',
  help: 'likewise; for pci the device id',
  question: "What is the device's product id?",
  hint: 'Decimal, or hex after 0x; for PCI it is the device id.',
  ...idParts(),
};

const interfaceNumber: ProjectOption<'interfaceNumber'> = {
  key: 'interfaceNumber',
  placeholder: '<n>',
  help: '0 to 255, for usb-interface (0)',
  question: 'Which interface is it?',
  hint: 'Its bInterfaceNumber, 0 to 255.',
  ...usbInterfaceParts('0'),
};

const configurationValue: ProjectOption<'configurationValue'> = {
  key: 'configurationValue',
  placeholder: '<n>',
  help: '0 to 255, for usb-interface (1)',
  question: 'In which configuration of the device?',
  hint: 'Its bConfigurationValue, 0 to 255.',
  ...usbInterfaceParts('1'),
};

const power: ProjectOption<'power'> = {
  key: 'power',
  kind: 'switch',
  negatable: true,
  placeholder: '',
  help: 'rest the timer in sleep and low power (on)',
  question: 'Rest the timer while the Mac sleeps or the device is in low power?',
  hint: 'By a SetPowerState override.',
  allowed: '--power or --no-power',
  parse: (raw) =>
    raw === 'true' || raw === 'false'
      ? { value: raw === 'true' }
      : { problem: `${quote(raw)} is neither true nor false.` },
  format: String,
  fallback: () => 'true',
};

/** The options of a project, in the order in which they are asked; `power` comes last of all. */
export const PROJECT_OPTIONS = [
  name,
  bundleId,
  provider,
  vendorId,
  productId,
  interfaceNumber,
  configurationValue,
] as const;
export const POWER_OPTION = power;

/** The ids of a device are never invented: they have no default. */
function idParts() {
  return {
    kind: 'text' as const,
    allowed: '0 to 0xFFFF, decimal or hex after 0x',
    parse: (raw: string) => parseUnsigned(raw, { largest: 0xffff }),
    format: formatId,
    fallback: () => undefined,
    scope: {
      is: 'providers with a device: usb-device, usb-interface, pci and hid',
      includes: (known: { readonly provider?: Provider }) =>
        known.provider !== undefined && known.provider !== 'resources',
    },
  };
}

function usbInterfaceParts(preferred: string) {
  return {
    kind: 'text' as const,
    allowed: '0 to 255',
    parse: (raw: string) => parseUnsigned(raw, { largest: 255 }),
    format: String,
    fallback: () => preferred,
    scope: {
      is: 'the provider usb-interface',
      includes: (known: { readonly provider?: Provider }) => known.provider === 'usb-interface',
    },
  };
}
