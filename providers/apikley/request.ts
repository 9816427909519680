import type { TranscriptionRequest } from '../../transcription/provider';
import type { ApikleyOptions } from './options';

/** The body of createTask. Both switches are always sent, because Apikley does not document its defaults. */
export function createTaskBody(audioUrl: string, request: TranscriptionRequest, options: ApikleyOptions) {
  return {
    model: options.model,
    ...(request.callbackUrl ? { callBackUrl: request.callbackUrl } : {}),
    input: {
      audio_url: audioUrl,
      ...(request.language ? { language_code: request.language } : {}),
      tag_audio_events: options.tagAudioEvents,
      diarize: options.diarize,
    },
  };
}
