"""Random inputs for python_syntax.py: odd line structures and tokens, and small damages to sound
inputs. CPython is asked each time; most inputs of `written` are sound, most of `damaged` are not."""

import python_syntax_cases as cases

NAMES = ["A", "B", "DEBUG", "print", "match", "case", "type", "_", "exec", "é", "ſ", "\uff24\uff22",
         "e\u0301", "\U0001d41a", "ª", "async_", "nonlocal_", "ﬁ", "x1", "__a__", "fr", "rb", "u"]
SPACES = ["", " ", "", " ", "\t", "\x0c", "  ", "\\\n", " \\\n ", "\\\n\\\n", " \t", "\\\r\n", "\\\r"]
INSIDE = SPACES + ["\n", "\n\n", " # x\n", "\r\n", "\r", "\n\t", "\n\x0c ", "# é\n", "#\r"]
CONTENT = ["a", " ", "é", "\U0001f600", "{", "}", "{{", "}}", "#", "\\n", "\\\\", "\\x41", "\\u00e9",
           "\\U0001F600", "\\101", "\\8", "\\q", "\\\n", "\\\r\n", "\\\r", "\\'", '\\"', "\t", "\x0c",
           "\\0", "\\777", "%s", "\u2028", "\u00a0", "\ufeff", "\x01", "\x7f", ":", "!", "=", "\\N{DIGIT ONE}",
           "\\ud800", "\\{", "\\}", "//", "''", '"', "'", "\\x4", "\\u12", "\\N", "\n", "\r\n", "\r"]
WEIGHTS = [8, 8, 3, 2, 1, 1, 2, 2, 2] + [2] * (len(CONTENT) - 9 - 9) + [0.4] * 9
PREFIXES = [""] * 8 + ["r", "R", "u", "U", "b", "B", "rb", "Rb", "bR", "BR", "br", "f", "F", "fr", "rF", "Rf"]
ODD_PREFIXES = ["ur", "bu", "fb", "rr", "ub", "uf", "rbf", "bb", "é"]
NUMBERS = ["0", "00", "0_0", "1", "10", "1_000", "0x1F", "0XfF", "0x_f", "0b1_0", "0B1", "0o17", "0O7", "1.", ".5",
           "1.5", "1e5", "1E-5", "1_0.0_1", "1e1_0", "1j", "1.J", "1e3j", "0777j", "00.5", "0e0",
           "9223372036854775808", "1" + "0" * 40, "1e400", "5e-324"]
ODD_NUMBERS = ["1__0", "1_", "0x", "0b2", "0o8", "01", "0777", "1_.5", "1._5", "1e", "1e_5", "0_x1", "1L", "0xg",
               "1.5.", "1_e5", "0b", "0x1_", "1abc", "1if"]
COOKIES = ["utf-8", "UTF8", "utf_8", "utf-8-sig", "latin-1", "iso-8859-1", "ISO_8859-1", "cp1252", "ascii", "us-ascii",
           "latin1-unix", "utf-8-dos", "nonsense", "l1", "utf-16", "utf-7", "Latin_1", "iso8859-15", "windows-1252"]
OPERATORS = ["+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^", "<", "<=", "==", "!=", " and ", " or ",
             " in ", " not in ", " is ", " is not ", ">=", ">"]


class Writer:
    def __init__(self, chance, since):
        self.chance = chance
        self.newest = since >= (3, 13)
        # f-strings are tokens of their own since 3.12.
        self.free = since >= (3, 12)
        # Now and then something that is wrong.
        self.odd = chance.random() < 0.2

    def pick(self, *options):
        return self.chance.choice(options)

    def name(self):
        return self.chance.choice(NAMES)

    def space(self, inside=False):
        return self.chance.choice(INSIDE if inside else SPACES) if self.chance.random() < 0.25 else self.pick("", " ", " ")

    def number(self):
        if self.odd and self.chance.random() < 0.2:
            return self.chance.choice(ODD_NUMBERS)
        return self.chance.choice(NUMBERS)

    def string(self, depth):
        prefix = self.chance.choice(ODD_PREFIXES) if self.odd and self.chance.random() < 0.1 else self.chance.choice(PREFIXES)
        quote = self.pick("'", '"', "'", '"', "'''", '"""')
        formatted = "f" in prefix.lower()
        raw = "r" in prefix.lower()
        text = ""
        for _ in range(self.chance.choice([0, 1, 2, 3, 5])):
            if formatted and self.chance.random() < 0.4:
                text += self.field(depth + 1, quote)
                continue
            part = self.chance.choices(CONTENT, WEIGHTS)[0]
            if not self.odd:
                if "b" in prefix.lower() and any(ord(c) > 127 for c in part):
                    continue
                if len(quote) == 1 and part in ("\n", "\r\n", "\r", quote, "''"):
                    continue
                if part in ("\\x4", "\\u12", "\\N") and not raw or formatted and part in ("{", "}", "\\{", "\\}"):
                    continue
            text += part
        if not self.odd:
            text = text.replace(quote, "-")
            if text.endswith("\\") or text.endswith(quote[0]) and len(quote) == 3:
                text += " "
        return prefix + quote + text + quote

    def field(self, depth, quote):
        inner = self.expression(depth + 1) if depth < 3 else self.name()
        if not self.free and not self.odd:
            for gone in ("'", '"', "\\", "#", "\n", "\r"):
                inner = inner.replace(gone, "")
        if len(quote) == 1 and not self.free:
            inner = inner.replace("\n", " ").replace("\r", " ")
        gap = self.pick("", "", " ", "\t", "\n" if self.free else "", "# c\n" if self.free and len(quote) == 3 else "")
        if inner.lstrip()[:1] == "{":
            gap = " "
        tail = self.pick("", "", "", "!r", "!s", "!a", ":", ":>10", ":{A}", ":{B}.{A!r}", "=", " = ", "=!r", ":%Y-%m", "!r:^5",
                         ":{A:{B}}", ":x{{" if self.odd else ":x")
        if "lambda" in inner or ":=" in inner or "yield" in inner:
            inner = "(" + inner + ")"
        return "{" + gap + inner + tail + "}"

    def items(self, depth, opening, closing, one):
        out = opening + self.space(True)
        count = self.chance.choice([0, 1, 2, 3])
        for at in range(count):
            out += one() + self.space(True)
            if at < count - 1 or self.chance.random() < 0.3:
                out += "," + self.space(True)
        if opening == "{" and count == 0:
            return "{}"
        return out + closing

    def expression(self, depth=0):
        kind = self.chance.random()
        if depth > 3 or kind < 0.2:
            return self.name()
        if kind < 0.35:
            return self.number()
        if kind < 0.58:
            text = self.string(depth)
            if self.chance.random() < 0.2:
                text += self.space() + self.string(depth)
            return text
        if kind < 0.66:
            return self.items(depth, "[", "]", lambda: self.pick("", "", "*") + self.expression(depth + 1))
        if kind < 0.72:
            return self.items(depth, "(", ")", lambda: self.expression(depth + 1))
        if kind < 0.78:
            return self.items(depth, "{", "}", lambda: self.expression(depth + 1) + ":" + self.space(True) + self.expression(depth + 1))
        if kind < 0.86:
            return (self.expression(depth + 1) + self.space() + self.chance.choice(OPERATORS) + self.space() +
                    self.expression(depth + 1))
        if kind < 0.90:
            return self.name() + self.space() + self.items(depth, "(", ")", lambda: self.expression(depth + 1))
        if kind < 0.93:
            return self.name() + self.space() + "." + self.space() + self.name()
        return self.pick(f"({self.name()} := {self.number()})", f"lambda {self.name()}=1: 2", f"not {self.name()}",
                         f"-{self.number()}", f"~ {self.name()}", f"{self.number()} if {self.name()} else {self.number()}",
                         f"{self.number()}if {self.name()}else 1", f"[{self.name()} for x in y]", "...", "None",
                         f"({self.name()}for x in y if z)", f"{self.name()}[{self.number()}:{self.number()}]", "(yield)" if self.odd else "()",
                         f"await {self.name()}" if self.odd else "{1}")

    def simple(self):
        return self.pick(*[lambda: f"{self.name()}{self.space()}={self.space()}{self.expression()}"] * 8,
                         lambda: f"{self.name()}{self.space()}:{self.space()}{self.name()}{self.space()}={self.space()}{self.expression()}",
                         lambda: f"{self.name()}{self.space()}{self.pick('+=', '//=', '**=', '|=', '@=')}{self.space()}{self.expression()}",
                         lambda: self.expression(), lambda: "pass", lambda: f"import{self.pick(' ', chr(9), chr(92) + chr(10))}{self.name()}",
                         lambda: f"from{self.pick(' ', '')}.{self.space()}import {self.name()} as {self.name()}",
                         lambda: f"from .{self.pick('.', ' . ', '...', '')} import (A,{self.space(True)}B)",
                         lambda: f"{self.name()}, *{self.name()} = {self.expression()}", lambda: f"del {self.name()}",
                         lambda: f"print {self.space()}({self.expression()})", lambda: f"type X = {self.name()}" if self.free else "type",
                         lambda: f"{self.name()} = {self.name()} = {self.expression()}", lambda: f"assert {self.name()}, {self.string(0)}",
                         lambda: f"{self.name()} = {self.expression()}, {self.expression()}",
                         lambda: "print 'x'" if self.odd else "print", lambda: f"match {self.space()}[1]", lambda: f"raise {self.name()}")()

    def line_end(self):
        return self.pick("\n", "\n", "\n", self.end, " \n", "\t\n", "\x0c\n", " # c\n", ";\n", " ;" + self.end, "#\x0c\n", "# \\\n")

    def header(self):
        n = self.name
        return self.pick(*[lambda: f"if {self.expression(2)}:"] * 4, lambda: f"while {n()}:", lambda: f"for {n()} in {self.expression(2)}:",
                         lambda: f"with {n()} as {n()}, {n()}:", lambda: f"with ({n()} as {n()},{self.space(True)}{n()}):",
                         lambda: f"def f(a, /, b=1, *c, d={self.number()}, **e):", lambda: f"class {n()}({n()}=1):" if self.odd else f"class {n()}:",
                         lambda: f"def {n()}[T](a: T) -> A:" if self.free else "def f():",
                         lambda: self.pick("def f[T = int, *U = A, **P = [A]]():", "class A[T: B = [A, B][0]]:") if self.newest else "class A:",
                         lambda: f"class A[T: int, *U, **V]({n()}):" if self.free else "class A():", lambda: "async def f():",
                         lambda: f"@{n()}.{n()}\ndef f():", lambda: f"if {n()}:{self.space()}")()

    def block(self, indent, depth):
        out = ""
        for _ in range(self.chance.choice([1, 1, 2, 3])):
            out += self.statement(indent, depth)
        return out

    def inner(self, indent):
        if self.odd and self.chance.random() < 0.2:
            return self.pick(" ", "\t", "  ", "        ", " \t", indent, "\x0c" + indent, indent + "\x0c  ")
        more = self.pick("    ", "    ", " ", "\t", "  ", "        ")
        return indent + more

    def blank(self, indent):
        return self.pick("", "", "", "\n", self.end, "  \n", "\t\t\n", "\x0c\n", "# c\n", indent + "# c" + self.end, "     # c\n", "\x0c# c\n",
                         "\x0c", "\\\n" if self.odd else "", " \\\n\n" if self.odd else "")

    def statement(self, indent, depth):
        before = self.blank(indent)
        if before == "\x0c" and indent:
            before = ""
        kind = self.chance.random()
        if kind < 0.7 or depth > 4:
            line = self.simple()
            while self.chance.random() < 0.1:
                line += ";" + self.space() + self.simple()
            return before + indent + line + self.line_end()
        if kind < 0.76:
            return before + indent + self.header().split("\n")[-1] + self.space() + self.simple() + self.line_end()
        below = self.inner(indent)
        end = self.pick("\n", self.end, " # c\n")
        if kind < 0.82:
            inner = self.inner(indent)
            word = self.pick("except:", "except A:", "except (A, B) as c:", "except *A:", "finally:")
            return (f"{before}{indent}try:{end}{self.block(inner, depth + 1)}{indent}{word}{end}{self.block(below, depth + 1)}")
        if kind < 0.87:
            pattern = self.pick("1", "A.b", "[a, *b]", "{'a': 1, **b}", "A(b=1)", "'x' | None", "_", "a if b", "(-1, 1+2j)", "str() as a")
            inner = self.inner(below)
            return (f"{before}{indent}match {self.expression(2)}:{end}{below}case {pattern}:{end}{self.block(inner, depth + 1)}")
        header = self.header().replace("\n", "\n" + indent)
        out = before + indent + header + end + self.block(below, depth + 1)
        if self.chance.random() < 0.2 and header.startswith("if"):
            out += indent + "else:" + end + self.block(self.inner(indent), depth + 1)
        return out

    def text(self):
        self.end = self.pick("\n", "\n", "\r\n", "\r")
        text = "".join(self.statement("", 0) for _ in range(self.chance.randint(1, 6)))
        if self.chance.random() < 0.15:
            text = text.replace("\n", self.end)
        if self.chance.random() < 0.15:
            text = text.rstrip() + self.pick("", "\\", "\\\n", " ", "\t", "\x0c", "#", "\r", "\\\r\n" if self.odd else "", "\x1a" if self.odd else "")
        return text


def encoded(chance, text):
    kind = chance.random()
    if kind < 0.7:
        return text.encode("utf-8", "surrogatepass")
    cookie = chance.choice(COOKIES)
    head = chance.choice(["# coding: ", "#coding=", "# -*- coding: ", "# vim: set fileencoding=", "#!/x\n# coding: ", "\n# coding:",
                          "\x0c# coding: ", "# a\r# coding: ", "# a\r\n# coding: ", "# x\n# y\n# coding: ", "'''# coding: ", "A = 1 # coding: ",
                          " # coding:\t", "\\\n# coding: ", "# encoding : ", "# coding: \u00e9 coding: "]) + cookie
    head += chance.choice(["\n", " -*-\n", "\r\n", "\r", "", "'''\n" if head.startswith("'''") else "\n", ":\n"])
    try:
        data = (head + text).encode(cookie if chance.random() < 0.8 else "utf-8")
    except (LookupError, UnicodeEncodeError):
        data = (head + text).encode("utf-8")
    if chance.random() < 0.25:
        data = b"\xef\xbb\xbf" + data
    return data


def written(chance, since):
    return encoded(chance, Writer(chance, since).text())


DAMAGE = ["\r", "\x0c", "\t", " ", "\n", "\\\n", "\\", "\x00", "\x0b", "\x1a", "'", '"', "'''", '"""', "{", "}", "(", ")", "[", "]", ":",
          ",", ".", "_", "0", "é", "\u00a0", "\u2028", "\uff11", "\uff21", "\ufeff", "#", "=", ":=", "f'", "b'", "*", "**", "->", "!", "$",
          "?", "`", "@", ";", "    ", "if ", " as ", " in ", "lambda ", "not ", "print ", "async ", "await ", "\u0660", "\u00b7", "²", "\\N", "e"]


def damaged(chance, data):
    """One to three characters put in, taken out, doubled or swapped."""
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        at = chance.randint(0, len(text))
        kind = chance.random()
        if kind < 0.5:
            text = text[:at] + chance.choice(DAMAGE) + text[at:]
        elif kind < 0.75:
            text = text[:at] + text[at + chance.choice([1, 1, 2, 4]):]
        elif kind < 0.85:
            text = text[:at] + text[at:at + 3] + text[at:]
        else:
            text = text[:at] + chance.choice(DAMAGE) + text[at + 1:]
    return text.encode("utf-8", "surrogateescape")


def generated(chance, number, since, files):
    """`number` inputs; `files` are texts of which pieces are damaged as well."""
    sound = [data for data in cases.all_cases() if len(data) < 2000]
    for _ in range(number):
        kind = chance.random()
        if kind < 0.6 or not files:
            yield written(chance, since)
        elif kind < 0.7:
            yield damaged(chance, written(chance, since))
        elif kind < 0.85:
            yield damaged(chance, chance.choice(sound))
        else:
            lines = chance.choice(files).splitlines(keepends=True)
            at = chance.randrange(max(1, len(lines)))
            yield damaged(chance, b"".join(lines[at:at + chance.choice([3, 10, 40])]))
