"""An invented seal: a red ring on a clear ground, as an agency would give its own."""

import io

from PIL import Image, ImageDraw

RED = (220, 30, 30, 255)


def seal_png(dots: int = 500, ground: tuple[int, int, int, int] = (0, 0, 0, 0)) -> bytes:
    """A PNG of a seal, so many dots a side."""
    image = Image.new("RGBA", (dots, dots), ground)
    pen = ImageDraw.Draw(image)
    pen.ellipse((0, 0, dots - 1, dots - 1), outline=RED, width=dots // 35)
    middle, star = dots / 2, dots / 7
    pen.regular_polygon((middle, middle, star), 5, fill=RED)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
