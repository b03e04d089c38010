"""A QR code as a path for a picture inside the page, as the policy allows no picture from anywhere else."""

import qrcode


def path(text: str) -> tuple[str, int]:
    """Return the dark squares as the `d` of an SVG path, and how many squares wide the picture is, margin included."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    rows = code.get_matrix()
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return "".join(dark), len(rows)
