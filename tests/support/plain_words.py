"""Makes the list of plain words that `check` judges words by.

    python -m pip install wordfreq==3.1.1 && python -m tests.support.plain_words

Kept are English words that stand at least once in a million words (3 on the Zipf scale), over the texts that wordfreq
counted (books, subtitles, news, web, encyclopedias), without the inflected forms of another kept one. A British
spelling is as plain as the American one, which more of these texts have.
"""

from __future__ import annotations

import re

from backmice_cli.author.check.wording.hard_word import FILE, bases_of

LEAST = 3.0
SHORT = 5
"""Letters; `toes` is no spelling of `tes`."""
LEAST_OF_A_SPELLING = 2.0
"""A British spelling that is rarer than this is a slip, or another word."""
AMERICAN = (
    *(("ae", "e"), ("oe", "e"), ("our", "or"), ("tre", "ter"), ("lled", "led"), ("lling", "ling")),
    *(("ise", "ize"), ("isa", "iza"), ("isi", "izi"), ("yse", "yze"), ("ysi", "yzi")),
)


def main() -> None:
    from wordfreq import iter_wordlist, zipf_frequency  # type: ignore[import-not-found, unused-ignore]

    listed = [word for word in iter_wordlist("en", "large") if re.fullmatch("[a-z]{3,}", word)]
    common = {word for word in listed if zipf_frequency(word, "en") >= LEAST}
    common.update(
        word
        for word in listed
        if zipf_frequency(word, "en") >= LEAST_OF_A_SPELLING and not common.isdisjoint(american(word))
    )
    kept: set[str] = set()
    for word in sorted(common, key=len):
        is_inflected = word.endswith(("s", "ed", "ing")) and not word.endswith("ss")
        if not (is_inflected and kept.intersection(bases_of(word))):
            kept.add(word)
    FILE.write_text("\n".join(sorted(kept)) + "\n", encoding="utf-8")


def american(word: str) -> set[str]:
    """Give what a British spelling may be in American English."""
    return {word.replace(*both) for both in AMERICAN if len(word) > SHORT and both[0] in word}


if __name__ == "__main__":
    main()
