import { parseBuffer, parseFile } from 'music-metadata';
import { fixtures } from '../recordings/fixtures';
import type { Facts } from '../facts';
import { transcribeTones } from '../hearing/transcribeTones';
import type { StoredFile } from '../http/storedFile';
import { invent } from './invent';
import { speechOf, type Speech } from './speech';

/**
 * "Hears" files: fixtures and taught files are recognised by content, tone speech by its sounds if `hearing` says so,
 * and anything else gets invented speech.
 */
export class Hearing {
  private known = new Map<string, Speech>();

  /** @param opening what invented speech begins with */
  constructor(private readonly opening?: string) {
    this.forget();
  }

  teach(sha256: string, speech: Speech): void {
    this.known.set(sha256, speech);
  }

  /** Undefined when the content is not audio or has no duration. */
  async listen(
    file: StoredFile,
    { hearing }: Pick<Facts, 'hearing'>,
    signal: AbortSignal,
  ): Promise<Speech | undefined> {
    const known = this.known.get(file.sha256);
    if (known) return known;
    if (hearing !== 'invented') {
      const heard = await transcribeTones(file, { careless: hearing === 'carelessTones', signal });
      if (heard) return heard;
    }
    const seconds = await durationOf(file);
    return seconds === undefined || seconds <= 0 ? undefined : invent(file.sha256, seconds, this.opening);
  }

  forget(): void {
    this.known = new Map(fixtures.map((fixture) => [fixture.sha256, speechOf(fixture)]));
  }
}

async function durationOf({ bytes, content }: StoredFile): Promise<number | undefined> {
  if (bytes === 0) return undefined;
  const options = { duration: true, skipCovers: true };
  try {
    const { format } =
      'path' in content
        ? await parseFile(content.path, options)
        : await parseBuffer(content.memory, { size: bytes }, options);
    return format.duration;
  } catch {
    return undefined;
  }
}
