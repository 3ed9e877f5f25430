"""Our reading of XML beside expat's: what is a document, and what is in it.

    xml_documents.py XML_DUMP

Thousands of small documents made by rule (the seed is fixed) from parts that are right and wrong.
"""
import random
import subprocess
import sys
import xml.parsers.expat

PARTS = [
    "<a>", "</a>", "<b c='1'>", "</b>", "<d/>", "<e f=\"x &amp; y\" g='>'/>", "text", " ", "\n", "\t",
    "&lt;", "&#65;", "&#x20AC;", "&nope;", "&", "&#0;", "&#xD800;", "<!-- x -->", "<!-- -- -->",
    "<!--->", "<!-->", "<!---->", "<![CDATA[<x>]]>", "<![CDATA[", "]]>", "<?pi x?>", "<?xml version='1.0'?>",
    "<h i='<'/>", "<j k=1/>", "<l m='1' m='2'/>", "<n o='1'p='2'/>", "é", "<é ü='ö'/>", "\r\n", "\r",
    "<q r='\n'/>", "<s t = 'u' />", "< v/>", "<w", ">", "<x y/>", "</a >", "<a  >", "'", '"', "<z:y x:w='1'/>",
    "<1/>", "<a.b-c/>", "<-/>", "<.a/>", "<a 1='2'/>", "\x01", "=", "/", "?>", "-->", "\U0001F600", "<a b='&'/>",
]  # fmt: skip
# What expat allows and IIS's reader does not, or the other way round, stays out: document types.


def element(name, attributes, line):
    return {"name": name, "attributes": attributes, "line": line, "text": "", "children": []}


def hexed(text):
    return text.encode().hex()


def dump(one):
    out = f"{one['line']} {hexed(one['name'])}"
    for name, value in one["attributes"]:
        out += f" {hexed(name)}={hexed(value)}"
    out += ' "' + hexed(one["text"].strip(" \t\n\r\f\v")) + '"'
    return out + "".join(f" ({dump(child)})" for child in one["children"])


def by_expat(document):
    parser = xml.parsers.expat.ParserCreate("utf-8")
    parser.ordered_attributes = True
    top = element("", [], 0)
    stack = [top]

    def start(name, attributes):
        pairs = list(zip(attributes[::2], attributes[1::2]))
        one = element(name, pairs, parser.CurrentLineNumber)
        stack[-1]["children"].append(one)
        stack.append(one)

    def text(data):
        stack[-1]["text"] += data

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: stack.pop()
    parser.CharacterDataHandler = text
    try:
        parser.Parse(document, True)
    except xml.parsers.expat.ExpatError:
        return "no"
    return dump(top["children"][0])


def documents():
    chance = random.Random(7)
    for part in PARTS:
        yield f"<a>{part}</a>"
        yield part
        yield f"{part}<a/>"
        yield f"<a/>{part}"
    for _ in range(20_000):
        inner = "".join(chance.choice(PARTS) for _ in range(chance.randint(0, 4)))
        yield f"<a>{inner}</a>"
    right = [part for part in PARTS if by_expat(f"<a>{part}</a>".encode()) != "no"]
    for _ in range(20_000):
        inner = "".join(chance.choice(right) for _ in range(chance.randint(1, 12)))
        yield f"<?xml version='1.0' encoding='utf-8'?>\n<a>{inner}</a>\n"




def main():
    cases = [document.encode() for document in documents()]
    cases = [case for case in cases if case]
    done = subprocess.run([sys.argv[1]], input=b"\0".join(cases), stdout=subprocess.PIPE, check=True)
    lines = done.stdout.decode().splitlines()
    if len(lines) != len(cases):
        sys.exit(f"{len(cases)} documents, {len(lines)} answers")
    wrong = right = 0
    for case, ours in zip(cases, lines):
        theirs = by_expat(case)
        right += theirs != "no"
        if ours != theirs:
            wrong += 1
            if wrong <= 10:
                print(f"{case!r}\n  expat {theirs}\n  djaz  {ours}")
    print(f"{len(cases)} documents, {right} of them well formed, {wrong} read differently")
    return 1 if wrong or right < 1000 else 0


if __name__ == "__main__":
    sys.exit(main())
