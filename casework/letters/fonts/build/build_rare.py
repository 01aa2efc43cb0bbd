"""Build the two faces for names and signs that 仿宋 lacks.

XgkRare-Regular: Han of the basic block, of extension A and of the 8,105, and signs, from Noto Serif
SC Light, whose strokes are as thin as 仿宋's. XgkFar-Regular: Han of extensions B to F, from
HanaMinB; compressed, since few letters need it. NOTO_SERIF_SC_LIGHT and HANA_MIN_B name the sources.
"""

import lzma
import os
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1]
SIGNS = (range(0xA0, 0x2E80), range(0x3000, 0x3400), range(0xFE30, 0xFE50), range(0xFF00, 0xFFF0))
HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
FAR_HAN = range(0x20000, 0x2EBF0)
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "pb": 0}]


def cut(source: str, wanted: set[int], name: str) -> bytes:
    """The wanted characters of a source as a face of that name."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "DSIG", "STAT", "VORG", "vhea", "vmtx"]
    options.drop_tables += ["FFTM"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.glyph_names = False
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in {1, 3, 4, 6}:
            record.string = name
    out = BytesIO()
    font.save(out)
    return out.getvalue()


held = set(TTFont(next(FONTS.glob("XgkFang-Regular*.ttf"))).getBestCmap())
official = {ord(one) for one in (FONTS / "characters_8105.txt").read_text(encoding="utf-8").strip()}
wanted = {code for part in (*SIGNS, *HAN) for code in part} | official
rare = cut(os.environ["NOTO_SERIF_SC_LIGHT"], wanted - held, "XgkRare-Regular")
(FONTS / "XgkRare-Regular.ttf").write_bytes(rare)
shown = held | set(TTFont(BytesIO(rare)).getBestCmap())
far = cut(os.environ["HANA_MIN_B"], set(FAR_HAN) - shown, "XgkFar-Regular")
(FONTS / "XgkFar-Regular.ttf.xz").write_bytes(lzma.compress(far, filters=FILTERS))
