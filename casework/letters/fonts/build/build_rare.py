"""Build the face for rare names: 基本区 (URO) and 扩展 A, less what the 8,105 characters hold.

NOTO_SERIF_SC names NotoSerifSC_400Regular.ttf; the result is XgkRare-Regular.ttf.
"""

import os
from pathlib import Path

from fontTools import subset

TABLE = Path(__file__).parents[1] / "characters_8105.txt"
held = set(TABLE.read_text(encoding="utf-8"))
wanted = {
    code for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)) if chr(code) not in held
}

options = subset.Options()
options.hinting = False
options.layout_features = []
options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "DSIG", "STAT", "VORG", "vhea", "vmtx"]
options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
options.notdef_outline = True
options.glyph_names = False
font = subset.load_font(os.environ["NOTO_SERIF_SC"], options)
subsetter = subset.Subsetter(options)
subsetter.populate(unicodes=wanted)
subsetter.subset(font)
for record in font["name"].names:
    if record.nameID in {1, 3, 4, 6}:
        record.string = "XgkRare-Regular"
subset.save_font(font, "XgkRare-Regular.ttf", options)
