#!/usr/bin/env bash
# Makes the recordings of this folder, each of a few KB, with ffmpeg 5.1.
set -eu
cd "$(dirname "$0")"
sound=(-f lavfi -i "sine=f=300:r=16000:d=0.6,tremolo=f=4:d=0.9")
pictures=(-f lavfi -i "testsrc=s=32x32:r=5:d=0.6" -c:v mpeg4)
exact=(-map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact)
make() { ffmpeg -nostdin -v error -y "${@:2}" "${exact[@]}" "$1"; }
make mp3.mp3 "${sound[@]}" -c:a libmp3lame -b:a 24k
make aac.m4a "${sound[@]}" -c:a aac -b:a 24k
make fragmented.mp4 "${sound[@]}" -c:a aac -b:a 24k -movflags +frag_keyframe+empty_moov -frag_duration 200000
make video.mov "${sound[@]}" "${pictures[@]}" -c:a aac -b:a 24k
make pcm.mov "${sound[@]}" -ar 8000 -c:a pcm_s16be
make adts.aac "${sound[@]}" -c:a aac -b:a 24k
make opus.ogg "${sound[@]}" -c:a libopus -b:a 16k
make vorbis.ogg "${sound[@]}" -ar 8000 -c:a libvorbis
make opus.webm "${sound[@]}" -c:a libopus -b:a 16k
make video.mkv "${sound[@]}" "${pictures[@]}" -c:a libopus -b:a 16k
make flac.flac "${sound[@]}" -ar 8000 -c:a flac
make pcm.wav "${sound[@]}" -ar 8000 -c:a pcm_s16le
