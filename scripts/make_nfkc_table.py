"""Writes src/python/nfkc_table.inc: what identifiers.cpp needs to normalise identifiers to NFKC.

usage: make_nfkc_table.py > src/python/nfkc_table.inc

Run it with a Python whose unicodedata is as young as can be. Only characters that can stand in an
identifier, and what they decompose into, are in the table; Hangul syllables are computed.
"""

import sys
import unicodedata


def in_identifier(character):
    return ("a" + character).isidentifier()


def main():
    hangul = range(0xAC00, 0xAC00 + 11172)
    characters = [
        chr(point)
        for point in range(0x80, sys.maxunicode + 1)
        if not 0xD800 <= point < 0xE000 and point not in hangul and in_identifier(chr(point))
    ]
    decompositions = {}
    parts = set(characters)
    for character in characters:
        full = unicodedata.normalize("NFKD", character)
        if full != character:
            decompositions[character] = full
            parts.update(full)
    classes = {c: unicodedata.combining(c) for c in parts if unicodedata.combining(c)}
    pairs = {}
    for character in map(chr, range(0x80, sys.maxunicode + 1)):
        if 0xD800 <= ord(character) < 0xE000 or ord(character) in hangul:
            continue
        canonical = unicodedata.decomposition(character)
        if not canonical or canonical.startswith("<") or " " not in canonical:
            continue
        if unicodedata.normalize("NFC", character) != character:
            continue
        first, second = (chr(int(part, 16)) for part in canonical.split())
        if in_identifier(character):
            pairs[first, second] = character

    out = sys.stdout
    out.write(f"// Made by scripts/make_nfkc_table.py from Unicode {unicodedata.unidata_version}.\n")
    out.write("// clang-format off\n")

    def table(declaration, rows, width):
        out.write(declaration + " = {\n")
        for start in range(0, len(rows), width):
            out.write(" ".join(rows[start : start + width]) + "\n")
        out.write("};\n")

    pool = ""
    for full in sorted(set(decompositions.values()), key=lambda text: (-len(text), text)):
        if full not in pool:
            pool += full
    table("constexpr char32_t kParts[]", [f"{ord(c):#x}," for c in pool], 16)
    rows = [f"{{{ord(c):#x},{pool.index(f)},{len(f)}}}," for c, f in sorted(decompositions.items())]
    table("constexpr Decomposition kDecompositions[]", rows, 8)
    ranges = []
    for character, value in sorted(classes.items()):
        point = ord(character)
        if ranges and ranges[-1][1] == point - 1 and ranges[-1][2] == value:
            ranges[-1][1] = point
        else:
            ranges.append([point, point, value])
    rows = [f"{{{first:#x},{last:#x},{value}}}," for first, last, value in ranges]
    table("constexpr CombiningRange kCombining[]", rows, 8)
    rows = [
        f"{{{ord(first):#x},{ord(second):#x},{ord(character):#x}}},"
        for (first, second), character in sorted(pairs.items())
    ]
    table("constexpr Composition kCompositions[]", rows, 8)


main()
