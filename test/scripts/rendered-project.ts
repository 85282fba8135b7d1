import type {
  Mode,
  NewProjectOptions,
  Provider,
  Queue,
} from '../../core/options/new-project-options.ts';
import { renderNewProject } from '../../core/plan/render-new-project.ts';
import { createRenderer } from '../../core/render/renderer.ts';

export interface RenderedFile {
  /** Relative to the project. */
  readonly path: string;
  readonly text: string;
  readonly mode: number;
}

interface Choice {
  readonly provider: Provider;
  readonly mode?: Mode;
  readonly queue?: Queue;
  readonly power?: boolean;
}

const done = new Map<string, readonly RenderedFile[]>();

/** The files of a new project Acme, rendered once for each choice. */
export function rendered(choice: Choice): readonly RenderedFile[] {
  const key = JSON.stringify(choice);
  const files = done.get(key) ?? render(choice);
  done.set(key, files);
  return files;
}

/** The text of one of them. */
export function renderedText(choice: Choice, path: string): string {
  const file = rendered(choice).find((file) => file.path === path);
  if (!file) {
    throw new Error(`the project has no ${path}`);
  }
  return file.text;
}

/** Every choice that the README tells apart. */
export function everyChoice(): Required<Choice>[] {
  const providers: Provider[] = ['resources', 'usb-device', 'usb-interface', 'pci', 'hid'];
  return providers.flatMap((provider) =>
    (['periodic', 'one-shot'] as const).flatMap((mode) =>
      (['default', 'dedicated'] as const).flatMap((queue) =>
        [true, false].map((power) => ({ provider, mode, queue, power })),
      ),
    ),
  );
}

function render({ provider, mode = 'periodic', queue = 'default', power = true }: Choice) {
  const ids = provider !== 'resources';
  const options: NewProjectOptions = {
    name: 'Acme',
    bundleId: 'com.example.Acme.driver',
    provider,
    vendorId: ids ? 0x1234 : null,
    productId: ids ? 0x5678 : null,
    interfaceNumber: provider === 'usb-interface' ? 0 : null,
    configurationValue: provider === 'usb-interface' ? 1 : null,
    timers: [
      {
        name: 'Heartbeat',
        interval: 1_000_000_000n,
        leeway: 100_000_000n,
        mode,
        queue,
        clock: 'uptime',
      },
    ],
    power,
  };
  return renderNewProject({ options, renderer: createRenderer() }).map((file) => ({
    path: file.path.replace(/^Acme\//, ''),
    text: Buffer.from(file.bytes).toString('utf8'),
    mode: file.mode,
  }));
}
