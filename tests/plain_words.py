"""Makes the list of plain words that `check` judges words by.

    python -m pip install wordfreq==3.1.1 && python -m tests.plain_words

Kept are English words that stand at least once in a million words (3 on the Zipf scale), over the texts that wordfreq
counted (books, subtitles, news, web, encyclopedias), without the inflected forms of another kept one.
"""

from __future__ import annotations

import re

from backmice_cli.analysis.wording.hard_word import FILE, bases

LEAST = 3.0


def main() -> None:
    from wordfreq import iter_wordlist, zipf_frequency  # type: ignore[import-not-found, unused-ignore]

    common = {
        word
        for word in iter_wordlist("en", "large")
        if re.fullmatch("[a-z]{3,}", word) and zipf_frequency(word, "en") >= LEAST
    }
    kept: set[str] = set()
    for word in sorted(common, key=len):
        is_inflected = word.endswith(("s", "ed", "ing")) and not word.endswith("ss")
        if not (is_inflected and kept.intersection(bases(word))):
            kept.add(word)
    FILE.write_text("\n".join(sorted(kept)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
