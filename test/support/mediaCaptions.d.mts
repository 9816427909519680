export {};

/** The package's own declaration of it cannot be found: it is exported without a file extension. */
declare module 'media-captions' {
  function parseText(
    text: string,
    options: { type: 'srt' | 'vtt'; errors: boolean },
  ): Promise<{ cues: Array<{ startTime: number; endTime: number; text: string }>; errors: Error[] }>;
}
