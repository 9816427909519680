import { openerOf } from '../../playground/browser';

const url = 'http://127.0.0.1:5678/workflow/abc';

test.each([
  ['darwin', {}, 'open'],
  ['win32', {}, 'cmd'],
  ['linux', { DISPLAY: ':0' }, 'xdg-open'],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
] as const)('on %s with %o, the address is opened by %s', (platform, env, command) => {
  const opener = openerOf(url, platform, env);
  expect(opener?.command).toBe(command);
  expect(opener?.args.at(-1)).toBe(url);
});

test.each([
  ['linux', {}],
  ['linux', { DISPLAY: ':0', CI: 'true' }],
  ['darwin', { SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22' }],
] as const)('on %s with %o there is no desktop', (platform, env) => {
  expect(openerOf(url, platform, env)).toBeUndefined();
});
