/**
 * Links that clouds give out for sharing a file lead to a page with a player and a button. What follows turns them into
 * the address behind the button.
 */
interface Cloud {
  /** Hosts of its links and of its files. */
  hosts: RegExp;
  /** @returns undefined for a link that is direct already, or can't be turned into one */
  direct: (link: URL) => URL | undefined;
  /** What to do about a link that gives no file. */
  advice: string;
}

const clouds: readonly Cloud[] = [
  {
    hosts: /^(drive|docs|drive\.usercontent)\.google\.com$/,
    direct: ofGoogleDrive,
    advice:
      "Share the file itself, not its folder, and set General Access in Google Drive to Anyone with the Link. Or load it with n8n's Google Drive node, and set Audio From to Input Data Field.",
  },
  {
    hosts: /(^|\.)(dropbox|dropboxusercontent)\.com$/,
    direct: ofDropbox,
    advice:
      "Share the file itself, not its folder, so that anyone with the link can open it without a password. Or load it with n8n's Dropbox node, and set Audio From to Input Data Field.",
  },
  {
    hosts:
      /^(yadi\.sk|disk(\.360)?\.yandex\.[a-z]{2,3}(\.tr)?|cloud-api\.yandex\.net|[a-z0-9.]+\.disk\.yandex\.[a-z]{2,3})$/,
    direct: ofYandexDisk,
    advice:
      'Share the file itself, not its folder, and in Yandex Disk let everybody who has the link download it.',
  },
  {
    hosts: /^(1drv\.ms|onedrive\.live\.com|my\.microsoftpersonalcontent\.com)$/,
    direct: ofOneDrive,
    advice:
      "Many OneDrive links open only in a browser. Load the file with n8n's Microsoft OneDrive node, and set Audio From to Input Data Field.",
  },
  {
    hosts: /\.sharepoint\.com$/,
    direct: ofSharePoint,
    advice:
      "Share the file itself, not its folder, so that anyone with the link can open it, unless your organization forbids that. Or load it with n8n's Microsoft SharePoint node, and set Audio From to Input Data Field.",
  },
];

/** The address of the file behind a share link. Any other address is returned as it is. */
export function directAddress(address: string): string {
  const link = new URL(address);
  return cloudOf(link)?.direct(link)?.href ?? address;
}

/** How to get at a file whose share link does not give it; undefined for any other address. */
export function shareLinkAdvice(address: string): string | undefined {
  return cloudOf(new URL(address))?.advice;
}

/**
 * Whether an address only says where the file is. What it says is short-lived, or has to be made direct in its turn, so
 * the address can't be handed to a service that is to fetch the file later.
 */
export function isSignpost(address: string): boolean {
  return answersWithAddress(address) || new URL(address).hostname === '1drv.ms';
}

/** Whether the answer is JSON with the file's address in `href`. */
export function answersWithAddress(address: string): boolean {
  const { origin, pathname } = new URL(address);
  return origin + pathname === yandexDownload;
}

function cloudOf({ hostname }: URL): Cloud | undefined {
  return clouds.find(({ hosts }) => hosts.test(hostname));
}

/**
 * `/file/d/ID/view`, `/open?id=ID` and `/uc?id=ID`. Google documents no address of this kind; this one is where its own
 * button leads. `confirm=t` answers the page that comes instead of a file too large to be scanned for viruses. Files
 * shared before September 2021 may need their resource key (developers.google.com/drive/api/guides/resource-keys).
 */
function ofGoogleDrive({ hostname, pathname, searchParams }: URL): URL | undefined {
  const isOpened = /^\/(u\/\d+\/)?(open|uc)$/.test(pathname) || hostname === 'drive.usercontent.google.com';
  const id =
    /^\/file\/(?:u\/\d+\/)?d\/([\w-]+)/.exec(pathname)?.[1] ?? (isOpened ? searchParams.get('id') : null);
  if (!id) return undefined;
  const direct = new URL('https://drive.usercontent.google.com/download');
  direct.search = String(new URLSearchParams({ id, export: 'download', confirm: 't' }));
  const key = searchParams.get('resourcekey');
  if (key) direct.searchParams.set('resourcekey', key);
  return direct;
}

/** `dl=1` instead of `dl=0` (help.dropbox.com/share/force-download); `raw=1` gives the file as well. */
function ofDropbox(link: URL): URL | undefined {
  const isShared = /^(www\.)?dropbox\.com$/.test(link.hostname) && /^\/(s|sh|scl)\//.test(link.pathname);
  if (!isShared || link.searchParams.get('raw') === '1') return undefined;
  return withParameter(link, 'dl', '1');
}

/** It asks for no key, and its answer has a limited lifetime (yandex.com/dev/disk-api/doc/en/reference/public). */
const yandexDownload = 'https://cloud-api.yandex.net/v1/disk/public/resources/download';

/** `/d/KEY` and `/i/KEY`, followed by the file's path if the link is to a folder. */
function ofYandexDisk({ hostname, origin, pathname }: URL): URL | undefined {
  const [, key, path] = /^(\/[di]\/[^/]+)(\/.+)?$/.exec(pathname) ?? [];
  if (key === undefined || hostname === 'cloud-api.yandex.net') return undefined;
  const direct = new URL(yandexDownload);
  direct.searchParams.set('public_key', origin + key);
  if (path !== undefined) direct.searchParams.set('path', decoded(path));
  return direct;
}

/**
 * The address of a file with its key, to which short links redirect and which the embedding code has: `download` in
 * place of `redir`, `embed` or nothing. Microsoft documents another way, api.onedrive.com/v1.0/shares, which has asked
 * for a log-in since October 2024 (github.com/felixrieseberg/onedrive-link, issue 1).
 */
function ofOneDrive({ hostname, pathname, searchParams }: URL): URL | undefined {
  const id = searchParams.get('resid') ?? searchParams.get('id');
  const key = searchParams.get('authkey');
  const isPage = hostname === 'onedrive.live.com' && /^\/(redir|embed|view\.aspx)?$/.test(pathname);
  if (!isPage || !id || !key) return undefined;
  const direct = new URL('https://onedrive.live.com/download');
  direct.search = String(new URLSearchParams({ resid: id, authkey: key }));
  return direct;
}

/** `/:v:/g/…`, with a letter for the kind of file; `f` is a folder. SharePoint's own button adds `download=1`. */
function ofSharePoint(link: URL): URL | undefined {
  return /^\/:[a-eg-z]:\//.test(link.pathname) ? withParameter(link, 'download', '1') : undefined;
}

function withParameter(link: URL, name: string, value: string): URL {
  const changed = new URL(link);
  changed.searchParams.set(name, value);
  return changed;
}

/** As it is if it can't be decoded. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
