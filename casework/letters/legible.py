"""What of a text stands on paper: no invisible signs, and characters in place of their radicals."""

import unicodedata

# Applicants copy from PDFs, many of which hold radicals where characters are meant: they look the
# same, but few fonts have them and nobody finds them. The Kangxi block has its characters in
# Unicode's own tables; of the supplement these are met in simplified text.
_KANGXI = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_SUPPLEMENT = zip(
    "\u2e9f\u2ea0\u2ec4\u2ec5\u2ec6\u2ec9\u2ecb\u2ed3\u2ed4\u2ed8\u2ed9\u2eda\u2edb\u2edc\u2edd"
    "\u2ee2\u2ee3\u2ee4\u2ee5\u2ee6\u2ee7\u2ee8\u2ee9\u2eec\u2eee\u2ef0\u2ef3",
    "母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
    strict=True,
)
_RADICALS = str.maketrans({**_KANGXI, **dict(_SUPPLEMENT)})
# What only tells a screen how to draw the character before it.
_PRESENTATION = frozenset("\ufe0e\ufe0f")
_INVISIBLE = frozenset({"Cf", "Cc"})


def legible(text: str) -> str:
    """A text as it is printed: spaces and line ends stay, what shows nothing is left out."""
    return "".join(filter(_shows, text.translate(_RADICALS)))


def _shows(character: str) -> bool:
    if character.isspace():
        return True
    return character not in _PRESENTATION and unicodedata.category(character) not in _INVISIBLE
