import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../../playground/paths';
import { anchorsLinkedIn, anchorsOf, documents, exists, filesLinkedIn } from './documents';

const all = documents();

test.each(all.map((document) => [document.file, document] as const))(
  '%s leads to files and to parts of itself that are there',
  (_, document) => {
    expect(filesLinkedIn(document).filter((file) => !exists(file))).toEqual([]);
    const anchors = anchorsOf(document);
    expect(anchorsLinkedIn(document).filter((anchor) => !anchors.includes(anchor))).toEqual([]);
  },
);

test('every picture is shown somewhere', () => {
  const shown = new Set(all.flatMap(filesLinkedIn));
  const pictures = readdirSync(path.join(projectFolder, 'docs', 'images')).map(
    (name) => `docs/images/${name}`,
  );
  expect(pictures.filter((picture) => !shown.has(picture))).toEqual([]);
});
