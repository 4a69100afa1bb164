/**
 * Reading aloud by the device's own Vietnamese voice, offline; few devices have one, so everything
 * on the screen works without it. Never speaks a mark.
 */
class Speech {
  #voice = $state.raw<SpeechSynthesisVoice | null>(null);

  /** Whether this device can read Vietnamese aloud by itself. */
  get available(): boolean {
    return this.#voice !== null;
  }

  /** Looks for a voice; call once when the page starts. Browsers list theirs late. */
  start(): void {
    if (!('speechSynthesis' in globalThis)) return;
    this.#find();
    speechSynthesis.addEventListener('voiceschanged', () => {
      this.#find();
    });
  }

  /** Reads the text, in place of what was being read. */
  say(text: string): void {
    if (this.#voice === null) return;
    const words = new SpeechSynthesisUtterance(text);
    words.voice = this.#voice;
    words.lang = this.#voice.lang;
    words.rate = 0.9;
    speechSynthesis.cancel();
    speechSynthesis.speak(words);
  }

  stop(): void {
    if (this.#voice !== null) speechSynthesis.cancel();
  }

  /** Only a voice of the device itself: another one would send the names to the Internet. */
  #find(): void {
    const voices = speechSynthesis.getVoices();
    this.#voice = voices.find((each) => each.localService && /^vi\b/i.test(each.lang)) ?? null;
  }
}

export const speech = new Speech();
