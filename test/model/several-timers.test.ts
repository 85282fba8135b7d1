import { project, timer } from '../support/matrix.ts';
import { playMatrix } from './play-matrix.ts';

const fast = timer({ name: 'Poll', interval: 50_000n, leeway: 0n });
const shot = timer({ name: 'Once', mode: 'one-shot', interval: 700_000_000n });
const own = (it: ReturnType<typeof timer>) => ({ ...it, queue: 'dedicated' as const });
const usb = { provider: 'usb-device', vendorId: 1, productId: 2 } as const;

playMatrix('with several timers or odd intervals', [
  { title: 'two on Default', options: project({ timers: [timer(), timer({ name: 'Poll' })] }) },
  {
    title: 'two on two queues',
    options: project({ timers: [timer(), own(timer({ name: 'Poll' }))] }),
  },
  {
    title: 'two on queues of their own',
    options: project({ ...usb, timers: [own(timer()), own(timer({ name: 'Poll' }))] }),
  },
  {
    title: 'three, one a shot',
    options: project({ timers: [timer(), own(timer({ name: 'Poll' })), shot] }),
  },
  {
    title: 'three, no power handling',
    options: project({ power: false, timers: [timer(), own(timer({ name: 'Poll' })), own(shot)] }),
  },
  { title: 'every 50 us', options: project({ timers: [fast] }) },
  {
    title: 'every 24 h',
    options: project({ timers: [own(timer({ interval: 86_400_000_000_000n }))] }),
  },
  {
    title: 'an interval of primes',
    options: project({ timers: [timer({ interval: 1_000_003_337n, leeway: 7n })] }),
  },
]);
