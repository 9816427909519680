import {
  answersWithAddress,
  directAddress,
  isSignpost,
  shareLinkAdvice,
} from '../../../transcription/audio/shareLink';

const google = 'https://drive.usercontent.google.com/download?id=1aB_c-D2&export=download&confirm=t';
const yandex = 'https://cloud-api.yandex.net/v1/disk/public/resources/download';
const oneDrive = 'https://onedrive.live.com/download?resid=D3A1%211156&authkey=%21AH5';
const sharePoint = 'https://shop.sharepoint.com/:v:/g/personal/anna_shop/EVuZ';

describe.each([
  [
    'Google Drive',
    [
      ['https://drive.google.com/file/d/1aB_c-D2/view?usp=sharing', google],
      ['https://drive.google.com/file/d/1aB_c-D2/view?usp=drive_link&t=17', google],
      ['https://drive.google.com/file/u/1/d/1aB_c-D2/edit', google],
      ['https://drive.google.com/file/d/1aB_c-D2', google],
      ['https://drive.google.com/open?id=1aB_c-D2', google],
      ['https://drive.google.com/uc?export=download&id=1aB_c-D2', google],
      ['https://drive.google.com/u/0/uc?id=1aB_c-D2', google],
      ['https://docs.google.com/uc?id=1aB_c-D2', google],
      ['https://drive.usercontent.google.com/download?id=1aB_c-D2', google],
      [
        'https://drive.google.com/file/d/1aB_c-D2/view?usp=sharing&resourcekey=0-x_Y',
        `${google}&resourcekey=0-x_Y`,
      ],
    ],
  ],
  [
    'Dropbox',
    [
      [
        'https://www.dropbox.com/scl/fi/a1b2/call%201.mp3?rlkey=k3y&st=x&dl=0',
        'https://www.dropbox.com/scl/fi/a1b2/call%201.mp3?rlkey=k3y&st=x&dl=1',
      ],
      ['https://dropbox.com/s/a1b2/call.mp3', 'https://dropbox.com/s/a1b2/call.mp3?dl=1'],
    ],
  ],
  [
    'Yandex Disk',
    [
      ['https://disk.yandex.ru/d/aB-c_1', `${yandex}?public_key=https%3A%2F%2Fdisk.yandex.ru%2Fd%2FaB-c_1`],
      ['https://yadi.sk/i/aB-c_1?x=1', `${yandex}?public_key=https%3A%2F%2Fyadi.sk%2Fi%2FaB-c_1`],
      ['https://disk.yandex.com.tr/d/a', `${yandex}?public_key=https%3A%2F%2Fdisk.yandex.com.tr%2Fd%2Fa`],
      [
        'https://disk.360.yandex.ru/d/a/%D0%97%D0%B2%D0%BE%D0%BD%D0%BE%D0%BA%201.mp3',
        `${yandex}?public_key=https%3A%2F%2Fdisk.360.yandex.ru%2Fd%2Fa&path=%2F%D0%97%D0%B2%D0%BE%D0%BD%D0%BE%D0%BA+1.mp3`,
      ],
    ],
  ],
  [
    'OneDrive',
    [
      ['https://onedrive.live.com/?authkey=%21AH5&cid=D3A1&id=D3A1%211156&parId=root&o=OneUp', oneDrive],
      ['https://onedrive.live.com/redir?resid=D3A1!1156&authkey=!AH5&e=x', oneDrive],
      ['https://onedrive.live.com/embed?cid=D3A1&resid=D3A1%211156&authkey=%21AH5', oneDrive],
    ],
  ],
  [
    'SharePoint',
    [
      [`${sharePoint}?e=4xY`, `${sharePoint}?e=4xY&download=1`],
      [sharePoint, `${sharePoint}?download=1`],
    ],
  ],
])('a share link of %s', (_, links) => {
  test.each(links)('%s becomes direct, and stays so', (link, direct) => {
    expect(directAddress(link)).toBe(direct);
    expect(directAddress(direct)).toBe(direct);
    expect(shareLinkAdvice(direct)).toBe(shareLinkAdvice(link));
  });
});

test.each([
  'https://drive.google.com/drive/folders/1aB_c-D2?usp=sharing',
  'https://docs.google.com/document/d/1aB_c-D2/edit',
  'https://drive.google.com/uc?export=download',
  'https://www.dropbox.com/s/a1b2/call.mp3?raw=1',
  'https://www.dropbox.com/home/call.mp3',
  'https://disk.yandex.ru/client/disk',
  'https://1drv.ms/u/s!AjIxK6fZ?e=x',
  'https://onedrive.live.com/?id=root',
  'https://shop.sharepoint.com/:f:/g/personal/anna_shop/EVuZ',
])('%s, which is no file that can be reached this way, stays as it is and comes with advice', (link) => {
  expect(directAddress(link)).toBe(link);
  expect(shareLinkAdvice(link)).toMatch(/n8n's .* node|let everybody/);
});

test.each([
  'https://example.com/file/d/1aB_c-D2/view?dl=0',
  'http://127.0.0.1:5700/audio/call.mp3?signature=a%20b+c',
  'https://notdropbox.com/s/a1b2/call.mp3?dl=0',
  'https://drive.google.com.example.com/file/d/1aB_c-D2/view',
  'https://sharepoint.com.example.com/:v:/g/a',
])('any other address, such as %s, is left alone', (address) => {
  expect(directAddress(address)).toBe(address);
  expect(shareLinkAdvice(address)).toBeUndefined();
  expect(isSignpost(address)).toBe(false);
});

test.each([
  [`${yandex}?public_key=a`, true, true],
  ['https://cloud-api.yandex.net/v1/disk', false, false],
  ['https://1drv.ms/u/s!AjIxK6fZ', true, false],
  [google, false, false],
])('%s is a signpost (%s), with the address in its answer (%s)', (address, signpost, inAnswer) => {
  expect(isSignpost(address)).toBe(signpost);
  expect(answersWithAddress(address)).toBe(inAnswer);
});
