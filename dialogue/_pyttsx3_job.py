"""The child process of one pyttsx3 job: arguments WAV, voice, rate and volume; the text comes on standard input.

Only a child may load libespeak-ng: it cannot be started twice in a process and aborts between threads.
"""

import sys

import pyttsx3


def main() -> None:
    """Write the WAV. What pyttsx3 claims is not believed: the parent checks the file."""
    path, voice, rate, volume = sys.argv[1:]
    engine = pyttsx3.init("espeak")
    engine.setProperty("voice", voice)
    engine.setProperty("rate", int(rate))
    engine.setProperty("volume", float(volume))
    engine.save_to_file(sys.stdin.read(), path)
    engine.runAndWait()


if __name__ == "__main__":
    main()
